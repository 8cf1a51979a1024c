import {
  ATR as LibraryAtr,
  BollingerBands as LibraryBands,
  EMA as LibraryEma,
  MACD as LibraryMacd,
  WSMA as LibraryRma,
  RSI as LibraryRsi,
  SMA as LibrarySma,
  StochasticOscillator as LibraryStochastic,
} from 'trading-signals'
import { expect, test } from 'vitest'
import { candleAt } from '../../../src/domain/candles.ts'
import { EMA, RMA } from '../../../src/domain/indicators/averages.ts'
import { BOLLINGER } from '../../../src/domain/indicators/bollinger.ts'
import { batch } from '../../../src/domain/indicators/kernel.ts'
import { MACD } from '../../../src/domain/indicators/macd.ts'
import { ATR } from '../../../src/domain/indicators/range.ts'
import { RSI } from '../../../src/domain/indicators/rsi.ts'
import { SMA } from '../../../src/domain/indicators/sma.ts'
import { STOCHASTIC } from '../../../src/domain/indicators/stochastic.ts'
import { aMarket } from './a-market.ts'

// Another's code for the same definitions. Its EMA starts at the first price, so there only what both have forgotten counts.
const BARS = 600
const candles = aMarket({ bars: BARS })
const value = candles.close

interface Theirs<T, R> {
  update(input: T, replace: boolean): R | null
}

const run = <T, R>(indicator: Theirs<T, R>, inputs: readonly T[]): readonly (R | null)[] =>
  inputs.map((input) => indicator.update(input, false))
const closes = [...value]
const bars = closes.map((_, index) => candleAt(candles, index))

const agree = (ours: Float64Array, theirs: readonly (number | null | undefined)[], from = 0) => {
  const known = theirs.flatMap((expected, index) =>
    typeof expected === 'number' && index >= from ? [{ expected, index }] : [],
  )
  expect(known.length).toBeGreaterThan(200)
  for (const { expected, index } of known)
    expect(Math.abs((ours[index] ?? Number.NaN) - expected)).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(expected)),
    )
}

test('averages agree with trading-signals', () => {
  agree(batch(SMA, { value }, { period: 20 }).sma, run(new LibrarySma(20), closes))
  agree(batch(RMA, { value }, { period: 14 }).rma, run(new LibraryRma(14), closes))
  agree(batch(EMA, { value }, { period: 20 }).ema, run(new LibraryEma(20), closes), 300)
})

test('RSI and ATR agree with trading-signals', () => {
  agree(batch(RSI, { value }, { period: 14 }).rsi, run(new LibraryRsi(14), closes))
  agree(batch(ATR, candles, { period: 14 }).atr, run(new LibraryAtr(14), bars))
})

test('Bollinger Bands agree with trading-signals', () => {
  const ours = batch(BOLLINGER, { value }, { period: 20, deviations: 2 })
  const theirs = run(new LibraryBands(20, 2), closes)
  agree(
    ours.upper,
    theirs.map((one) => one?.upper),
  )
  agree(
    ours.middle,
    theirs.map((one) => one?.middle),
  )
  agree(
    ours.lower,
    theirs.map((one) => one?.lower),
  )
})

test('MACD agrees with trading-signals', () => {
  const ours = batch(MACD, { value }, { fast: 12, slow: 26, signal: 9 })
  const theirs = run(new LibraryMacd(new LibraryEma(12), new LibraryEma(26), new LibraryEma(9)), closes)
  agree(
    ours.macd,
    theirs.map((one) => one?.macd),
    380,
  )
  agree(
    ours.signal,
    theirs.map((one) => one?.signal),
    380,
  )
})

test('the slow stochastic agrees with trading-signals', () => {
  const ours = batch(STOCHASTIC, candles, { period: 14, smooth: 3, signal: 3 })
  const theirs = run(new LibraryStochastic({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }), bars)
  agree(
    ours.k,
    theirs.map((one) => one?.stochK),
  )
  agree(
    ours.d,
    theirs.map((one) => one?.stochD),
  )
})
