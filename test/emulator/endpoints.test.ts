import { describe, expect, test } from 'vitest'
import { HANDLERS } from '../../src/emulator/endpoints/handlers.ts'
import { isPrivate } from '../../src/kraken/endpoint.ts'
import { ENDPOINTS } from '../../src/kraken/endpoints/all.ts'
import { aKraken } from './a-kraken.ts'

const form = (value: unknown) => (Array.isArray(value) ? value.join(',') : String(value))

const flat = (params: object): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, form(value)]))

test('every row has a handler, and every handler a row', () => {
  expect(Object.keys(HANDLERS).sort()).toEqual(ENDPOINTS.map(({ tool }) => tool).sort())
})

describe('the example of every row is answered in the documented shape', () => {
  const rows = ENDPOINTS.filter(({ tool }) => tool !== 'retrieve_export')

  test.each(rows.map((row) => [row.tool, row] as const))('%s', async (_, row) => {
    const kraken = aKraken()
    const nonce = kraken.nextNonce()
    const asJson = () =>
      kraken
        .signed(
          row.path,
          JSON.stringify({ nonce, ...row.example }),
          nonce,
          kraken.emulator.credentials,
          'application/json',
        )
        .then((answer) => answer.json())
    const answer: unknown = isPrivate(row)
      ? row.encoding === 'json'
        ? await asJson()
        : await kraken.private(row.path.slice('/0/private/'.length), flat(row.example))
      : await kraken.public(
          `${row.path.slice('/0/public/'.length)}?${new URLSearchParams(flat(row.example))}`,
        )
    expect(answer).toMatchObject({ error: [], result: expect.anything() })
    expect(row.result().safeParse((answer as { result: unknown }).result)).toMatchObject({ success: true })
  })
})

describe('public paths', () => {
  test.each([
    ['Depth?pair=NOPE', 'EQuery:Unknown asset pair'],
    ['Depth?pair=XBT/USD', 'EQuery:Unknown asset pair'],
    ['Ticker?pair=XDG/USD', 'EQuery:Unknown asset pair'],
    ['Ticker?pair=XBTUSD,NOPE', 'EQuery:Unknown asset pair'],
    ['Depth', 'EGeneral:Invalid arguments:pair'],
    ['Depth?pair=BTC/USD&count=0', 'EGeneral:Invalid arguments:count'],
    ['Depth?pair=BTC/USD&count=501', 'EGeneral:Invalid arguments:count'],
    ['OHLC?pair=BTC/USD&interval=7', 'EGeneral:Invalid arguments:interval'],
    ['Trades?pair=BTC/USD&since=yesterday', 'EGeneral:Invalid arguments:since'],
    ['GroupedBook?pair=BTC/USD&grouping=2', 'EGeneral:Invalid arguments:grouping'],
    ['Assets?asset=NOPE', 'EQuery:Unknown asset'],
    ['AssetPairs?info=everything', 'EGeneral:Invalid arguments:info'],
    ['Nothing', 'EGeneral:Unknown method'],
  ])('%s is refused with %s', async (path, error) => {
    expect(await aKraken().public(path)).toEqual({ error: [error] })
  })

  test('a pair is found by key, altname and display name, and answered under its key', async () => {
    const kraken = aKraken()
    for (const name of ['XXBTZUSD', 'XBTUSD', 'BTC/USD'])
      expect(await kraken.public(`Ticker?pair=${name}`)).toMatchObject({
        error: [],
        result: { XXBTZUSD: {} },
      })
  })

  test('assetVersion=1 answers under display names', async () => {
    const kraken = aKraken()
    expect(await kraken.public('Ticker?pair=XBTUSD&assetVersion=1')).toMatchObject({
      result: { 'BTC/USD': {} },
    })
    expect(await kraken.public('Assets?asset=XXBT&assetVersion=1')).toMatchObject({
      result: { BTC: { altname: 'XBT' } },
    })
    expect(await kraken.public('AssetPairs?pair=XBTUSD&assetVersion=1')).toMatchObject({
      result: { 'BTC/USD': { base: 'BTC', quote: 'USD' } },
    })
  })

  test('AssetPairs lists no fees, and leaves out what a country does not offer', async () => {
    const kraken = aKraken()
    const all = (await kraken.public('AssetPairs')).result as Record<
      string,
      { fees: unknown; fees_maker: unknown }
    >
    expect(Object.keys(all).length).toBeGreaterThanOrEqual(12)
    expect(
      Object.values(all)
        .flatMap(({ fees, fees_maker }) => [fees, fees_maker])
        .flat(),
    ).toEqual([])
    const german = (await kraken.public('AssetPairs?country_code=DE')).result as object
    expect(Object.keys(all).filter((key) => !(key in german))).toEqual(['XBTUSDT'])
  })

  test('info=leverage brings only the leverage', async () => {
    expect((await aKraken().public('AssetPairs?pair=XBTUSD&info=leverage')).result).toEqual({
      XXBTZUSD: { leverage_buy: [2, 3, 4, 5, 6, 7, 8, 9, 10], leverage_sell: [2, 3, 4, 5, 6, 7, 8, 9, 10] },
    })
  })

  test('the grouped book holds what the book holds', async () => {
    const kraken = aKraken()
    const { result: book } = await kraken.public('Depth?pair=BTC/USD&count=500')
    const { result: grouped } = await kraken.public('GroupedBook?pair=BTC/USD&grouping=1000&depth=1000')
    const total = (rows: readonly (readonly unknown[])[]) =>
      rows.reduce((sum, row) => sum + Number(row[1]), 0)
    const { asks } = (book as Record<string, { asks: unknown[][] }>).XXBTZUSD ?? { asks: [] }
    const steps = (grouped as { asks: { price: string; qty: string }[] }).asks
    expect(steps.every(({ price }) => Number(price) % 100 === 0)).toBe(true)
    expect(total(steps.map(({ price, qty }) => [price, qty]))).toBeCloseTo(total(asks), 6)
  })
})
