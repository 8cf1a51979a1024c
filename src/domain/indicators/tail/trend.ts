import { ADX, Aroon, HMA, SuperTrend, WMA } from 'trading-signals'
import type { Candles } from '../../candles.ts'
import { at } from '../columns.ts'
import { define } from '../definition.ts'
import { wilder } from '../follow.ts'
import type { Columns } from '../kernel.ts'
import { bars, fed, numberOf } from '../library.ts'
import { period } from '../own.ts'
import { barsToForget } from '../stability.ts'

export const adx = define({
  name: 'adx',
  parameters: { period: period(14, 2) },
  outputs: ['adx', 'plus_di', 'minus_di'],
  first: ({ period: n }) => ({ adx: 2 * n - 2, plus_di: n - 1, minus_di: n - 1 }),
  forgets: ({ period: n }) => 2 * n - 2 + barsToForget(wilder(n)),
  compute(candles, { period: n }) {
    const still = barsThatStandStill(candles)
    const indicator = new ADX(n)
    const moving = fed(indicator, bars(candles).slice(still), ['adx', 'plus_di', 'minus_di'], n - 1, () => ({
      adx: numberOf(indicator.getResult()),
      plus_di: 100 * numberOf(indicator.pdi),
      minus_di: 100 * numberOf(indicator.mdi),
    }))
    return later(moving, still)
  },
})

export const aroon = define({
  name: 'aroon',
  parameters: { period: period(25) },
  outputs: ['up', 'down'],
  first: ({ period: n }) => ({ up: n, down: n }),
  compute(candles, { period: n }) {
    const indicator = new Aroon(n)
    return fed(indicator, bars(candles), ['up', 'down'], n, () => {
      const result = indicator.getResult()
      return { up: numberOf(result?.aroonUp), down: numberOf(result?.aroonDown) }
    })
  },
})

export const supertrend = define({
  name: 'supertrend',
  parameters: { period: period(10), multiplier: { usual: 3, least: 0.1, most: 20, fraction: true } },
  outputs: ['supertrend', 'direction'],
  first: ({ period: n }) => ({ supertrend: n - 1, direction: n - 1 }),
  forgets: ({ period: n }) => n - 1 + barsToForget(wilder(n)),
  compute(candles, { period: n, multiplier }) {
    const indicator = new SuperTrend({ interval: n, multiplier })
    return fed(indicator, bars(candles), ['supertrend', 'direction'], n - 1, () => {
      const result = indicator.getResult()
      return { supertrend: numberOf(result?.supertrend), direction: result?.trend === 'BULLISH' ? 1 : -1 }
    })
  },
})

export const wma = define({
  name: 'wma',
  parameters: { period: period(20) },
  outputs: ['wma'],
  first: ({ period: n }) => ({ wma: n - 1 }),
  compute({ close }, { period: n }) {
    const indicator = new WMA(n)
    return fed(indicator, [...close], ['wma'], n - 1, () => ({ wma: numberOf(indicator.getResult()) }))
  },
})

export const hma = define({
  name: 'hma',
  parameters: { period: period(20, 2) },
  outputs: ['hma'],
  first: ({ period: n }) => ({ hma: n + Math.floor(Math.sqrt(n)) - 2 }),
  compute({ close }, { period: n }) {
    const indicator = new HMA(n)
    return fed(indicator, [...close], ['hma'], n - 1, () => ({ hma: numberOf(indicator.getResult()) }))
  },
})

/** How many bars at the beginning have no range: the library would divide by it, and never recover. */
const barsThatStandStill = ({ high, low, close, length }: Candles): number => {
  let index = 0
  while (
    index < length &&
    at(high, index) === at(low, index) &&
    (index === 0 || at(close, index) === at(close, index - 1))
  )
    index++
  return Math.max(0, index - 1)
}

const later = <O extends string>(columns: Columns<O>, by: number): Columns<O> => {
  const shifted = Object.entries<Float64Array>(columns).map(([name, column]) => {
    const whole = new Float64Array(column.length + by).fill(Number.NaN)
    whole.set(column, by)
    return [name, whole]
  })
  return Object.fromEntries(shifted)
}
