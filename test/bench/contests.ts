import {
  BollingerBands,
  ATR as LibraryAtr,
  EMA as LibraryEma,
  MACD as LibraryMacd,
  RSI as LibraryRsi,
  SMA as LibrarySma,
  Period,
  StochasticOscillator,
  WSMA,
} from 'trading-signals'
import type { Candle } from '../../src/domain/candles.ts'
import { EMA, RMA } from '../../src/domain/indicators/averages.ts'
import { BOLLINGER } from '../../src/domain/indicators/bollinger.ts'
import { DEVIATION } from '../../src/domain/indicators/deviation.ts'
import { HIGHEST } from '../../src/domain/indicators/extremes.ts'
import { batch } from '../../src/domain/indicators/kernel.ts'
import { MACD } from '../../src/domain/indicators/macd.ts'
import { ATR } from '../../src/domain/indicators/range.ts'
import { RSI } from '../../src/domain/indicators/rsi.ts'
import { SMA } from '../../src/domain/indicators/sma.ts'
import { STOCHASTIC } from '../../src/domain/indicators/stochastic.ts'
import * as hand from './by-hand.ts'

/** One definition, computed over the same candles by the kernel, by a loop of its own, and by trading-signals. */
export interface Contest {
  readonly name: string
  kernel(): unknown
  byHand(): unknown
  /** Left out where the library has no such thing of its own. */
  library?(): unknown
}

/** An indicator of the library, as one reads a series off it: a candle in, and the result where there is one. */
interface Theirs<T> {
  readonly isStable: boolean
  add(input: T): unknown
  getResult(): unknown
}

const read =
  <T>(make: () => Theirs<T>, inputs: readonly T[]) =>
  () => {
    const indicator = make()
    return inputs.map((input) => {
      indicator.add(input)
      return indicator.isStable ? indicator.getResult() : null
    })
  }

export const contestsOver = (prices: hand.Prices, candles: readonly Candle[]): readonly Contest[] => {
  const { high, close } = prices
  const value = close
  const closes = [...close]
  const highs = [...high]
  return [
    {
      name: 'sma',
      kernel: () => batch(SMA, { value }, { period: 20 }),
      byHand: () => hand.smaByHand(close, 20),
      library: read(() => new LibrarySma(20), closes),
    },
    {
      name: 'ema',
      kernel: () => batch(EMA, { value }, { period: 20 }),
      byHand: () => hand.emaByHand(close, 20),
      library: read(() => new LibraryEma(20), closes),
    },
    {
      name: 'rma',
      kernel: () => batch(RMA, { value }, { period: 14 }),
      byHand: () => hand.emaByHand(close, 14, 1 / 14),
      library: read(() => new WSMA(14), closes),
    },
    {
      name: 'stddev',
      kernel: () => batch(DEVIATION, { value }, { period: 20 }),
      byHand: () => hand.deviationByHand(close, 20),
    },
    {
      name: 'bollinger',
      kernel: () => batch(BOLLINGER, { value }, { period: 20, deviations: 2 }),
      byHand: () => hand.bandsByHand(close, 20, 2),
      library: read(() => new BollingerBands(20, 2), closes),
    },
    {
      name: 'rsi',
      kernel: () => batch(RSI, { value }, { period: 14 }),
      byHand: () => hand.rsiByHand(close, 14),
      library: read(() => new LibraryRsi(14), closes),
    },
    {
      name: 'macd',
      kernel: () => batch(MACD, { value }, { fast: 12, slow: 26, signal: 9 }),
      byHand: () => hand.macdByHand(close),
      library: read(() => new LibraryMacd(new LibraryEma(12), new LibraryEma(26), new LibraryEma(9)), closes),
    },
    {
      name: 'atr',
      kernel: () => batch(ATR, prices, { period: 14 }),
      byHand: () => hand.atrByHand(prices, 14),
      library: read(() => new LibraryAtr(14), candles),
    },
    {
      name: 'stochastic',
      kernel: () => batch(STOCHASTIC, prices, { period: 14, smooth: 3, signal: 3 }),
      byHand: () => hand.stochasticByHand(prices),
      library: read(() => new StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }), candles),
    },
    {
      name: 'max',
      kernel: () => batch(HIGHEST, { value: high }, { period: 14 }),
      byHand: () => hand.highestByHand(high, 14),
      library: read(() => new Period(14), highs),
    },
  ]
}
