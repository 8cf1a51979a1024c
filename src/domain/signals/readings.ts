import { larger, type Signal, words } from './signal.ts'

/** An indicator's values at one bar, by output. */
export type Values = Readonly<Record<string, number>>

/** How an indicator's values are read, `close` being the price of the same bar. */
export type Reading = (values: Values, close: number) => Signal

const at = (values: Values, output: string): number => values[output] ?? Number.NaN

/** Below its lower line an oscillator says that the market is oversold, above the upper one overbought. */
const oscillator =
  (name: string, output: string, low: number, high: number): Reading =>
  (values) => {
    const value = at(values, output)
    if (value < low) return { signal: 'buy', reason: `${name} ${words(value)} is below ${low}: oversold` }
    if (value > high)
      return { signal: 'sell', reason: `${name} ${words(value)} is above ${high}: overbought` }
    return { signal: 'neutral', reason: `${name} ${words(value)} is between ${low} and ${high}` }
  }

/** Which of two lines lies above. */
export const lines = (
  [name, value]: readonly [string, number],
  [other, against]: readonly [string, number],
  scale: number,
): Signal => {
  const above = larger(value, against, scale)
  if (above === 'neither') return { signal: 'neutral', reason: `${name} stands at ${other}, ${words(value)}` }
  const side = above === 'first' ? 'above' : 'below'
  return {
    signal: above === 'first' ? 'buy' : 'sell',
    reason: `${name} ${words(value)} is ${side} ${other} ${words(against)}`,
  }
}

const bands: Reading = (values, close) => {
  const [upper, lower] = [at(values, 'upper'), at(values, 'lower')]
  if (larger(close, upper, close) === 'first')
    return { signal: 'sell', reason: `price ${words(close)} is above the upper band ${words(upper)}` }
  if (larger(lower, close, close) === 'first')
    return { signal: 'buy', reason: `price ${words(close)} is below the lower band ${words(lower)}` }
  return {
    signal: 'neutral',
    reason: `price ${words(close)} is between the bands ${words(lower)} and ${words(upper)}`,
  }
}

const side: Reading = (values, close) => {
  const isUp = at(values, 'direction') > 0
  const stop = words(at(values, 'supertrend'))
  return {
    signal: isUp ? 'buy' : 'sell',
    reason: `price ${words(close)} keeps ${isUp ? 'above' : 'below'} SuperTrend ${stop}`,
  }
}

/** The indicators that are read as a signal by themselves. */
export const READINGS: Readonly<Record<string, Reading>> = {
  rsi: oscillator('RSI', 'rsi', 30, 70),
  stochastic: oscillator('%K', 'k', 20, 80),
  macd: (values, close) => lines(['MACD', at(values, 'macd')], ['its signal', at(values, 'signal')], close),
  bollinger: bands,
  supertrend: side,
}
