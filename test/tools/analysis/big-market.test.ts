import { expect, test } from 'vitest'
import { readCursor } from '../../../src/mcp/cursor.ts'
import { present } from '../../../src/mcp/present.ts'
import { turned } from '../../../src/mcp/turn.ts'
import { getMarketOverview as tool } from '../../../src/tools/analysis/get-market-overview.ts'
import { aBigDesk } from '../../bench/big-desk.ts'

interface Page {
  readonly rows: readonly { readonly pair: string; readonly fee_assumed?: true }[]
  readonly _next?: string
}

type Asking = Readonly<Record<string, unknown>>

/** Every page of an overview, as an agent reads them one after the other. */
const pagesOf = async (desk: ReturnType<typeof aBigDesk>['desk'], args: Asking): Promise<readonly Page[]> => {
  const pages: Page[] = []
  let cursor: string | undefined
  do {
    const position = cursor === undefined ? { place: [] } : readCursor(tool, args, cursor)
    const answer = await tool.handler(desk, turned({ tool, args }, position))
    const text = JSON.stringify(present(answer, { tool, args, account: 'live', position }))
    expect(text.length).toBeLessThanOrEqual(25_000)
    const page: Page = JSON.parse(text)
    pages.push(page)
    cursor = page._next
  } while (cursor)
  return pages
}

test('a market of 1,600 pairs is told in pages that hold every pair once, at eight calls for its fees', async () => {
  const { desk, asked, wait } = aBigDesk(1_600)
  const rows = (await pagesOf(desk, { sort: 'pair', limit: 5_000 })).flatMap((page) => page.rows)
  expect(rows).toHaveLength(1_600)
  expect(new Set(rows.map(({ pair }) => pair)).size).toBe(1_600)
  expect(rows.filter((row) => row.fee_assumed)).toEqual([])
  expect(asked.toSorted()).toEqual(['AssetPairs', 'Ticker', ...Array(8).fill('TradeVolume')])
  wait(9 * 60_000)
  await pagesOf(desk, { sort: 'pair', limit: 200 })
  expect(asked.filter((name) => name === 'TradeVolume')).toHaveLength(8)
  wait(2 * 60_000)
  await pagesOf(desk, { sort: 'pair', limit: 200 })
  expect(asked.filter((name) => name === 'TradeVolume')).toHaveLength(9)
})

test('the limit is counted over all pages, and the pairs over the whole market', async () => {
  const { desk } = aBigDesk(300)
  const pages = await pagesOf(desk, { sort: 'volume', limit: 95 })
  expect(pages.map(({ rows }) => rows.length)).toEqual([40, 40, 15])
  expect(pages[0]).toMatchObject({ pairs: 300, count: 95 })
})
