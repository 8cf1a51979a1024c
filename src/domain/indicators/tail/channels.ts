import { DonchianChannels, IchimokuCloud } from 'trading-signals'
import { EMA } from '../averages.ts'
import { at } from '../columns.ts'
import { define } from '../definition.ts'
import { exponential, wilder } from '../follow.ts'
import { batch } from '../kernel.ts'
import { bars, fed, numberOf } from '../library.ts'
import { period } from '../own.ts'
import { PSAR } from '../psar.ts'
import { ATR } from '../range.ts'
import { barsToForget } from '../stability.ts'

export const donchian = define({
  name: 'donchian',
  parameters: { period: period(20) },
  outputs: ['upper', 'middle', 'lower'],
  first: ({ period: n }) => ({ upper: n - 1, middle: n - 1, lower: n - 1 }),
  compute(candles, { period: n }) {
    const indicator = new DonchianChannels(n)
    return fed(indicator, bars(candles), ['upper', 'middle', 'lower'], n - 1, () => {
      const result = indicator.getResult()
      return {
        upper: numberOf(result?.upper),
        middle: numberOf(result?.middle),
        lower: numberOf(result?.lower),
      }
    })
  },
})

export const ichimoku = define({
  name: 'ichimoku',
  parameters: { conversion: period(9), base: period(26), span: period(52) },
  outputs: ['conversion', 'base', 'span_a', 'span_b'],
  first({ conversion, base, span }) {
    const bar = Math.max(conversion, base, span) - 1
    return { conversion: bar, base: bar, span_a: bar, span_b: bar }
  },
  compute(candles, { conversion, base, span }) {
    const indicator = new IchimokuCloud({
      conversionInterval: conversion,
      baseInterval: base,
      spanBInterval: span,
    })
    return fed(indicator, bars(candles), ['conversion', 'base', 'span_a', 'span_b'], 0, () => {
      const result = indicator.getResult()
      return {
        conversion: numberOf(result?.conversion),
        base: numberOf(result?.base),
        span_a: numberOf(result?.spanA),
        span_b: numberOf(result?.spanB),
      }
    })
  },
})

export const keltner = define({
  name: 'keltner',
  parameters: {
    period: period(20),
    atr: period(10),
    multiplier: { usual: 2, least: 0.1, most: 20, fraction: true },
  },
  outputs: ['upper', 'middle', 'lower'],
  first({ period: n, atr }) {
    const bar = Math.max(n, atr) - 1
    return { upper: bar, middle: n - 1, lower: bar }
  },
  forgets: ({ period: n, atr }) =>
    Math.max(n - 1 + barsToForget(exponential(n)), atr - 1 + barsToForget(wilder(atr))),
  compute(candles, { period: n, atr: range, multiplier }) {
    const { ema } = batch(EMA, { value: candles.close }, { period: n })
    const { atr } = batch(ATR, candles, { period: range })
    return {
      upper: ema.map((middle, index) => middle + multiplier * at(atr, index)),
      middle: ema,
      lower: ema.map((middle, index) => middle - multiplier * at(atr, index)),
    }
  },
})

export const psar = define({
  name: 'psar',
  parameters: {
    step: { usual: 0.02, least: 0.001, most: 0.1, fraction: true },
    most: { usual: 0.2, least: 0.1, most: 1, fraction: true },
  },
  outputs: PSAR.outputs,
  first: () => ({ psar: 1, direction: 1 }),
  compute: (candles, parameters) => batch(PSAR, candles, parameters),
})
