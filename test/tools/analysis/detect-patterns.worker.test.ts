import { expect, test } from 'vitest'
import { aCaller, call } from '../../http/a-caller.ts'

interface Hit {
  readonly time: number
  readonly pattern: string
  readonly running?: true
}

const detect = async (args: object) => {
  const { token } = await aCaller({ scopes: 'read' })
  return (await call(token, 'detect_patterns', { pair: 'BTC/USD', ...args })).answer
}

/** The last candles of BTC/USD: when each opens, and when the last one that is over did. */
const candles = async (interval: number) => {
  const { token } = await aCaller({ scopes: 'read' })
  const { answer } = await call(token, 'get_ohlc', { pair: 'BTC/USD', interval, since: sinceDays(30) })
  return { rows: answer.XXBTZUSD, last: answer.last }
}

const sinceDays = (days: number) => Math.floor(Date.now() / 1000) - days * 86_400

test('hits are told newest first, of committed candles alone, within the last ones asked for', async () => {
  const { last } = await candles(1_440)
  const { hits, ...told } = await detect({ interval: '1d', limit: 20 })
  expect(told).toMatchObject({ pair: 'BTC/USD', interval: '1d', gap: 'crypto', left_out: 0 })
  const times: number[] = hits.map(({ time }: Hit) => time)
  expect(times.length).toBeGreaterThan(0)
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(Math.max(...times)).toBeLessThanOrEqual(last)
  expect(Math.min(...times)).toBeGreaterThan(last - 20 * 86_400)
})

test('a hit says its direction, its strength, its candles and the trend before them', async () => {
  const { hits } = await detect({ interval: '1h', limit: 500, patterns: 'harami' })
  expect(new Set(hits.map(({ pattern }: Hit) => pattern))).toEqual(new Set(['harami']))
  for (const hit of hits)
    expect(hit).toEqual({
      time: expect.any(Number),
      pattern: 'harami',
      direction: expect.stringMatching(/^(bullish|bearish)$/),
      strength: expect.any(Number),
      bars: 2,
      trend: expect.stringMatching(/^(up|down|none|unknown)$/),
      reverses: expect.any(Boolean),
    })
})

test('strict mode finds no more than crypto mode does', async () => {
  const asked = {
    interval: '1d',
    limit: 300,
    patterns: ['morning_star', 'shooting_star', 'piercing', 'doji_star'],
  }
  const strict: readonly Hit[] = (await detect({ ...asked, gap: 'strict' })).hits
  const loose: readonly Hit[] = (await detect(asked)).hits
  const key = ({ pattern, time }: Hit) => `${pattern} ${time}`
  expect(strict.map(key).filter((one) => !loose.map(key).includes(one))).toEqual([])
  expect(loose.length).toBeGreaterThan(strict.length)
})

test('the running candle is looked at only on request, and marked', async () => {
  const asked = { interval: '1w', limit: 1, gap: 'strict' }
  const without = await detect(asked)
  const including = await detect({ ...asked, include_running: true })
  expect(including.bars).toBe(without.bars + 1)
  expect(without.hits.some((hit: Hit) => hit.running)).toBe(false)
  expect(including.hits.every((hit: Hit) => hit.running)).toBe(true)
})

test('lengths that Kraken lacks say what they are built from', async () => {
  expect(await detect({ interval: '2h' })).toMatchObject({ interval: '2h', built_from: '1h candles' })
})

test('an unknown pattern is invalid, and near ones are named', async () => {
  expect((await detect({ patterns: ['morning_stars'] })).error).toMatchObject({
    kind: 'invalid',
    code: 'invalid_argument',
  })
  expect(JSON.stringify((await detect({ patterns: ['morning_stars'] })).error)).toContain('morning_star ')
})
