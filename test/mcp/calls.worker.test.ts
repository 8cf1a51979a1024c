import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { aCaller, call, emulatorLog } from '../http/a-caller.ts'

test('an unknown tool is invalid and the nearest names are told', async () => {
  const { token } = await aCaller()
  expect(await call(token, 'get_tickers')).toMatchObject({
    isError: true,
    answer: { error: { kind: 'invalid', code: 'unknown_tool', hint: expect.stringContaining('get_ticker') } },
  })
})

test.each([
  ['outside the scopes', 'read', '/mcp', 'add_order', 'missing_scope'],
  ['outside the core', 'read', '/mcp', 'get_assets', 'outside_toolsets'],
  ['outside the toolsets', 'trade', '/mcp/x/market', 'add_order', 'outside_toolsets'],
  ['that acts, at a read-only URL', 'trade', '/mcp/x/trading/readonly', 'cancel_all_orders', 'readonly_url'],
])(
  'a tool %s is forbidden, with the reason, and nothing reaches Kraken',
  async (_, scopes, path, name, code) => {
    const { token } = await aCaller({ scopes })
    const before = await emulatorLog()
    expect(await call(token, name, {}, path)).toMatchObject({
      isError: true,
      answer: { error: { kind: 'forbidden', code } },
    })
    expect(
      (await emulatorLog()).slice(before.length).filter(({ path: at }) => !at?.endsWith('GetApiKeyInfo')),
    ).toEqual([])
  },
)

test.each([
  ['1e-8', { hint: 'Write it without an exponent: "0.00000001"' }],
  ['NaN', { hint: 'Send a decimal number, such as "0.5"' }],
  [0.1234567890123456, { message: expect.stringContaining('send it as a string') }],
])('the volume %s is invalid and no order is sent', async (volume, told) => {
  const { token } = await aCaller()
  const order = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', price: '10000', volume }
  const before = await emulatorLog()
  expect(await call(token, 'add_order', order)).toMatchObject({
    isError: true,
    answer: { error: { kind: 'invalid', code: 'invalid_argument', ...told } },
  })
  expect((await emulatorLog()).slice(before.length).filter(({ path }) => path?.endsWith('AddOrder'))).toEqual(
    [],
  )
})

test('a pair that does not exist is invalid, the nearest are named, and nobody is asked for it', async () => {
  const { token } = await aCaller()
  const before = await emulatorLog()
  expect(await call(token, 'get_ticker', { pair: 'BTC/USX' })).toMatchObject({
    isError: true,
    answer: { error: { kind: 'invalid', code: 'unknown_pair', hint: expect.stringContaining('BTC/USD') } },
  })
  const asked = (await emulatorLog()).slice(before.length).map(({ path }) => path)
  expect(asked).not.toContain('/0/public/Ticker')
})

test('an answer from the cache tells its age', async () => {
  const { token } = await aCaller()
  const ask = async () => (await call(token, 'get_asset_pairs', { pair: ['ADA/USD'] })).answer
  expect(await ask()).not.toHaveProperty('_age')
  expect(await ask()).toMatchObject({ ADAUSD: { altname: 'ADAUSD' }, _age: expect.any(Number) })
})

test('a long answer is told in pages that hold every entry once', async () => {
  const { token } = await aCaller()
  const whole: unknown[] = []
  let cursor: unknown
  do {
    const { text, answer } = await call(token, 'get_ohlc', {
      pair: 'BTC/USD',
      interval: 60,
      ...(cursor ? { cursor } : {}),
    })
    expect(text.length).toBeLessThanOrEqual(25_000)
    whole.push(...answer.XXBTZUSD)
    cursor = answer._next
  } while (cursor)
  const times = whole.map((row) => (Array.isArray(row) ? row[0] : undefined))
  expect(times.length).toBeGreaterThan(700)
  expect(new Set(times).size).toBe(times.length)
})

test('the key’s own name and secret never leave', async () => {
  const { token } = await aCaller()
  const { text, answer } = await call(token, 'get_api_key_info')
  expect(answer).toMatchObject({ permissions: expect.arrayContaining(['query-funds']) })
  expect(answer).not.toHaveProperty('_account')
  expect(text).not.toContain(env.KRAKEN_API_KEY)
  expect(text).not.toContain(env.KRAKEN_API_SECRET)
})
