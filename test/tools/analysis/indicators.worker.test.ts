import { expect, test } from 'vitest'
import { batch } from '../../../src/domain/indicators/kernel.ts'
import { INDICATORS } from '../../../src/domain/indicators/registry.ts'
import { RSI } from '../../../src/domain/indicators/rsi.ts'
import { aCaller, call } from '../../http/a-caller.ts'

const ask = async (tool: string, args: object) => {
  const { token } = await aCaller({ scopes: 'read' })
  return (await call(token, tool, { pair: 'BTC/USD', ...args })).answer
}
const calculate = (args: object) => ask('calculate_indicators', args)

test('an indicator is computed on every committed candle, and the running one is left out', async () => {
  const { token } = await aCaller({ scopes: 'read' })
  const since = Math.floor(Date.now() / 1000) - 100 * 14_400
  const { answer: ohlc } = await call(token, 'get_ohlc', { pair: 'BTC/USD', interval: 240, since })
  const closes = ohlc.XXBTZUSD.filter(([time]: [number]) => time <= ohlc.last).map((row: string[]) =>
    Number(row[4]),
  )
  const answer = await calculate({ interval: '4h', indicators: ['rsi'], limit: 3, include_series: true })
  expect(answer).toMatchObject({ interval: '4h', bars: 720, running_candle: 'left out', time: ohlc.last })
  expect(answer.close).toBe(closes.at(-1))
  // One hundred candles have all but forgotten the seed, seven hundred and twenty wholly.
  const near = batch(RSI, { value: Float64Array.from(closes) }, { period: 14 }).rsi.at(-1) ?? 0
  expect(Math.abs(answer.indicators[0].values.rsi - near)).toBeLessThan(0.5)
  expect(answer.indicators[0].series.rsi).toHaveLength(3)
  expect(answer.indicators[0].series.rsi.at(-1)).toBe(answer.indicators[0].values.rsi)
  expect(answer.times).toHaveLength(3)
})

test('one call answers every indicator there is, with at least ten digits', async () => {
  const names = INDICATORS.map(({ name }) => name)
  const { indicators } = await calculate({ interval: '1h', indicators: names })
  expect(indicators.map(({ name }: { name: string }) => name)).toEqual(names)
  for (const { name, values, warmup, stable_from, series } of indicators) {
    expect([name, Object.values(values).every(Number.isFinite)]).toEqual([name, true])
    expect(stable_from).toBeGreaterThanOrEqual(warmup)
    expect(series).toBeUndefined()
  }
  const { ema } = indicators.find(({ name }: { name: string }) => name === 'ema').values
  expect(String(ema).replace('.', '').length).toBeGreaterThanOrEqual(10)
})

test('parameters are taken, as numbers or as text, and told back', async () => {
  const { indicators } = await calculate({
    indicators: [
      { name: 'macd', fast: 5, slow: '35', signal: 5 },
      { name: 'bollinger', deviations: 2.5 },
      'RSI',
    ],
  })
  expect(indicators).toMatchObject([
    { name: 'macd', parameters: { fast: 5, slow: 35, signal: 5 }, warmup: 38 },
    { name: 'bollinger', parameters: { period: 20, deviations: 2.5 } },
    { name: 'rsi', parameters: { period: 14 }, signal: expect.stringMatching(/^(buy|sell|neutral)$/) },
  ])
})

test.each([
  [{ name: 'rsi', fast: 3 }, 'rsi takes no fast', 'It takes period'],
  [{ name: 'rsi', period: 0 }, 'period 0 of rsi is out of range', 'a whole number from 1 to 500'],
  [{ name: 'rsi', period: 14.5 }, 'period 14.5 of rsi is out of range', 'a whole number from 1 to 500'],
  [
    { name: 'macd', fast: 30 },
    'fast 30 of macd is not shorter than slow 26',
    'Send a fast period below the slow one',
  ],
])('%j is refused, with what would pass', async (wanted, message, hint) => {
  expect((await calculate({ indicators: [wanted] })).error).toMatchObject({
    code: 'invalid_argument',
    message,
    hint: expect.stringContaining(hint),
  })
})

test('a misspelt indicator is refused with those that are near', async () => {
  expect((await calculate({ indicators: ['rsii'] })).error.message).toContain('rsi')
})

test('what needs more candles than there are says so, and is not given', async () => {
  const { bars, indicators, built_from } = await calculate({
    interval: '6h',
    indicators: [{ name: 'sma', period: 300 }],
  })
  expect(built_from).toBe('1h candles')
  expect(bars).toBeLessThan(130)
  expect(indicators).toEqual([
    {
      name: 'sma',
      parameters: { period: 300 },
      values: { sma: null },
      warmup: 299,
      stable_from: 299,
      note: `Needs 300 candles and there are ${bars}`,
    },
  ])
})

test('the running candle is the last bar where it is asked for', async () => {
  const without = await calculate({ interval: '1d', indicators: ['sma'] })
  const answer = await calculate({ interval: 1440, indicators: ['sma'], include_running: true })
  expect(answer).toMatchObject({
    running_candle: 'the last bar',
    bars: without.bars + 1,
    time: without.time + 86_400,
  })
})

test('signals come with their reasons and add up', async () => {
  const { signals, counts, signal } = await ask('generate_signals', { interval: '4h' })
  expect(signals).toHaveLength(counts.buy + counts.sell + counts.neutral)
  for (const { reason } of signals) expect(reason).toMatch(/\d/)
  expect(['buy', 'sell', 'neutral']).toContain(signal)
  const two = await ask('generate_signals', { strategies: ['macd', 'rsi'] })
  expect(two.signals.map(({ strategy }: { strategy: string }) => strategy)).toEqual(['rsi', 'macd'])
})

test('timeframes are told shortest first, each once, and where they agree with prices on the tick', async () => {
  const { timeframes, consensus, plan } = await ask('analyze_multi_timeframe', {
    timeframes: ['1d', '60', '2h', '1h'],
  })
  expect(timeframes.map(({ timeframe }: { timeframe: string }) => timeframe)).toEqual(['1h', '2h', '1d'])
  expect(timeframes[1].built_from).toBe('1h candles')
  expect(consensus.how).toContain('vote')
  if (consensus.direction === 'neutral') expect(plan).toBeUndefined()
  else {
    expect(plan.side).toBe(consensus.direction)
    const sign = plan.side === 'buy' ? 1 : -1
    expect(sign * (Number(plan.entry) - Number(plan.stop))).toBeGreaterThan(0)
    expect(sign * (Number(plan.target) - Number(plan.entry))).toBeGreaterThan(0)
    for (const price of [plan.stop, plan.entry, plan.target]) expect(price).toMatch(/^\d+\.\d$/)
  }
})
