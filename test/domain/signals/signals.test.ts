import { expect, test } from 'vitest'
import { type Candles, columnsOf } from '../../../src/domain/candles.ts'
import { consensusOf, viewOf, vote } from '../../../src/domain/signals/consensus.ts'
import { READINGS } from '../../../src/domain/signals/readings.ts'
import { STRATEGIES } from '../../../src/domain/signals/strategies.ts'
import { aFlatMarket, aMarket } from '../indicators/a-market.ts'

/** A market whose close at each bar is told. */
const closing = (bars: number, close: (bar: number) => number): Candles =>
  columnsOf(
    Array.from({ length: bars }, (_, bar) => {
      const price = close(bar)
      return {
        time: bar * 60,
        open: price,
        high: price + 1,
        low: price - 1,
        close: price,
        volume: 1,
        count: 1,
      }
    }),
  )

const read = (name: string, values: Readonly<Record<string, number>>, close = 100) =>
  READINGS[name]?.(values, close)

test.each([
  [29.9, 'buy', 'RSI 29.9 is below 30: oversold'],
  [30, 'neutral', 'RSI 30 is between 30 and 70'],
  [70, 'neutral', 'RSI 70 is between 30 and 70'],
  [70.1, 'sell', 'RSI 70.1 is above 70: overbought'],
])('an RSI of %d says %s', (rsi, signal, reason) => {
  expect(read('rsi', { rsi })).toEqual({ signal, reason })
})

test('MACD above its signal buys, below sells, and rounding alone says nothing', () => {
  expect(read('macd', { macd: 2, signal: 1 })).toEqual({
    signal: 'buy',
    reason: 'MACD 2 is above its signal 1',
  })
  expect(read('macd', { macd: -2, signal: -1 })?.signal).toBe('sell')
  expect(read('macd', { macd: 1e-14, signal: 0 })?.signal).toBe('neutral')
})

test('a price below the lower band buys, above the upper sells, within them waits', () => {
  const bands = { upper: 110, middle: 100, lower: 90 }
  expect([89, 90, 110, 111].map((close) => read('bollinger', bands, close)?.signal)).toEqual([
    'buy',
    'neutral',
    'neutral',
    'sell',
  ])
})

test('a market that rises all along is up and overbought, one that falls is down and oversold', () => {
  const rising = viewOf(closing(80, (bar) => 100 + bar))
  const falling = viewOf(closing(80, (bar) => 200 - bar))
  const said = ({ signals }: typeof rising, name: string) =>
    signals.find(({ strategy }) => strategy === name)?.signal
  expect([rising.trend, said(rising, 'sma'), said(rising, 'rsi')]).toEqual(['up', 'buy', 'sell'])
  expect([falling.trend, said(falling, 'sma'), said(falling, 'rsi')]).toEqual(['down', 'sell', 'buy'])
})

test('a market that stands still gives no signal at all', () => {
  const { trend, signals } = viewOf(aFlatMarket(120, 0.1))
  expect(trend).toBe('sideways')
  expect(signals.filter(({ signal }) => signal !== 'neutral')).toEqual([])
})

test('with too few candles every strategy is neutral and says how many it needs', () => {
  for (const bars of [0, 1, 5]) {
    const { signal, signals } = vote(aMarket({ bars }))
    expect(signal).toBe('neutral')
    expect(signals.map(({ reason }) => reason)).toEqual(
      STRATEGIES.map(() => expect.stringMatching(new RegExp(`needs \\d+ candles and there are ${bars}$`))),
    )
  }
})

test('the counts add up to the strategies, and the majority is the vote', () => {
  for (let seed = 1; seed < 30; seed++) {
    const { signal, counts, signals } = vote(aMarket({ bars: 120, seed }))
    expect(counts.buy + counts.sell + counts.neutral).toBe(signals.length)
    expect(signal).toBe(counts.buy > counts.sell ? 'buy' : counts.sell > counts.buy ? 'sell' : 'neutral')
  }
})

test('a consensus names who confirms and who conflicts, and says how it was counted', () => {
  const votes = [
    { name: '1h', signal: 'buy' },
    { name: '4h', signal: 'buy' },
    { name: '1d', signal: 'sell' },
    { name: '1w', signal: 'neutral' },
  ] as const
  expect(consensusOf(votes)).toEqual({
    direction: 'buy',
    confirming: ['1h', '4h'],
    conflicting: ['1d'],
    how: expect.stringContaining('2 buy, 1 sell, 1 neutral'),
  })
  expect(consensusOf(votes.slice(1, 3))).toMatchObject({
    direction: 'neutral',
    confirming: [],
    conflicting: ['4h', '1d'],
  })
})
