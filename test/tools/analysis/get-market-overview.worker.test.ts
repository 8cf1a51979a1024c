import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { openDesk } from '../../../src/desk/open.ts'
import { parseSettings } from '../../../src/desk/settings.ts'
import { getMarketOverview } from '../../../src/tools/analysis/get-market-overview.ts'
import { aCaller, call, emulatorLog, turn } from '../../http/a-caller.ts'

beforeEach(() => turn('reset', {}))

const overview = async (args: object) => {
  const { token } = await aCaller({ scopes: 'read' })
  return call(token, 'get_market_overview', args, '/mcp')
}

/** What reached Kraken while something was done. */
const askedDuring = async (act: () => Promise<unknown>) => {
  const before = await emulatorLog()
  await act()
  return (await emulatorLog()).slice(before.length).map(({ path }) => path?.split('/').at(-1) ?? '')
}

test('every pair is counted, and those of one quote currency are found by any of its names', async () => {
  const { token } = await aCaller({ scopes: 'read' })
  const pairs: unknown[] = []
  let cursor: unknown
  do {
    const { answer } = await call(token, 'get_asset_pairs', cursor ? { cursor } : {})
    pairs.push(...Object.keys(answer).filter((name) => !name.startsWith('_')))
    cursor = answer._next
  } while (cursor)
  expect((await overview({ limit: 1 })).answer.pairs).toBe(new Set(pairs).size)
  const usd = (await overview({ quote: 'usd', limit: 500 })).answer
  expect(usd.pairs).toBeLessThan(pairs.length)
  expect(new Set(usd.rows.map(({ quote }: { quote: string }) => quote))).toEqual(new Set(['USD']))
  expect((await overview({ quote: 'ZUSD', limit: 1 })).answer.pairs).toBe(usd.pairs)
})

test('a quote currency that no pair has is invalid, and near ones are named', async () => {
  expect((await overview({ quote: 'UDS' })).answer.error).toMatchObject({
    kind: 'invalid',
    code: 'unknown_asset',
    hint: expect.stringContaining('USD'),
  })
})

test('fees are those that the account pays, as TradeVolume has them', async () => {
  const { token } = await aCaller({ scopes: 'read' })
  const { answer: volume } = await call(token, 'get_trade_volume', { pair: ['BTC/USD'] })
  const { rows, _note } = (await overview({ quote: 'USD', limit: 500 })).answer
  const row = rows.find(({ pair }: { pair: string }) => pair === 'BTC/USD')
  expect(row).toMatchObject({
    maker_fee: volume.fees_maker.XXBTZUSD.fee,
    taker_fee: volume.fees.XXBTZUSD.fee,
  })
  expect(row).not.toHaveProperty('fee_assumed')
  expect(_note ?? '').not.toContain('fee_assumed')
})

test('an overview costs one call of each kind, and the fees none again', async () => {
  const first = await askedDuring(() => overview({ limit: 50 }))
  for (const name of new Set(first)) expect(first.filter((one) => one === name)).toEqual([name])
  const again = await askedDuring(() => overview({ limit: 50, sort: 'pair', quote: 'USD' }))
  expect(again.filter((name) => name === 'AssetPairs')).toEqual([])
  const third = await askedDuring(() => overview({ limit: 50, sort: 'pair', quote: 'USD' }))
  expect(third.filter((name) => name === 'TradeVolume')).toEqual([])
})

test('a long overview is told in pages that hold every pair once', async () => {
  const { token } = await aCaller({ scopes: 'read' })
  const told: string[] = []
  let total = 0
  let cursor: unknown
  do {
    const { answer, text } = await call(token, 'get_market_overview', {
      sort: 'pair',
      limit: 5_000,
      ...(cursor ? { cursor } : {}),
    })
    expect(text.length).toBeLessThanOrEqual(25_000)
    told.push(...answer.rows.map(({ pair }: { pair: string }) => pair))
    total = answer.pairs
    cursor = answer._next
  } while (cursor)
  expect(told).toHaveLength(total)
  expect(new Set(told).size).toBe(total)
})

test('without a key the fees are assumed, and say so', async () => {
  const { KRAKEN_API_KEY: _key, KRAKEN_API_SECRET: _secret, ...bindings } = env
  const settings = parseSettings(bindings)
  if (!settings.ok) throw new Error('the test bindings are wrong')
  const desk = openDesk({
    bindings,
    settings: settings.settings,
    principal: { tokenId: 't_test', name: 'test', account: 'live', scopes: ['read'] },
    request: 'r_test',
  })
  const asked = await askedDuring(async () => {
    const { result, note } = await getMarketOverview.handler(desk, { quote: 'USD', limit: 1 })
    expect(result).toMatchObject({ rows: [{ maker_fee: '0.25', taker_fee: '0.40', fee_assumed: true }] })
    expect(note).toContain('fee_assumed')
  })
  expect(asked).not.toContain('TradeVolume')
})
