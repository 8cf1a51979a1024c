import { EMA, RMA } from '../../../src/domain/indicators/averages.ts'
import { BOLLINGER } from '../../../src/domain/indicators/bollinger.ts'
import { DEVIATION } from '../../../src/domain/indicators/deviation.ts'
import { HIGHEST, LOWEST } from '../../../src/domain/indicators/extremes.ts'
import { advance, batch, type Kernel } from '../../../src/domain/indicators/kernel.ts'
import { MACD } from '../../../src/domain/indicators/macd.ts'
import { PSAR } from '../../../src/domain/indicators/psar.ts'
import { ATR, TRUE_RANGE } from '../../../src/domain/indicators/range.ts'
import { RSI } from '../../../src/domain/indicators/rsi.ts'
import { SMA } from '../../../src/domain/indicators/sma.ts'
import { STOCHASTIC } from '../../../src/domain/indicators/stochastic.ts'

type Bars = Readonly<Record<'value' | 'high' | 'low' | 'close', Float64Array>>

/** A kernel with its parameters chosen, so that all of them can be put to the same laws. */
export interface Chosen {
  readonly name: string
  batch(bars: Bars): Readonly<Record<string, Float64Array>>
  /** The values of one bar after the other; the state passes through JSON each time. */
  oneByOne(bars: Bars): readonly Readonly<Record<string, number>>[]
}

const chosen = <P, S, I extends keyof Bars, O extends string>(
  kernel: Kernel<P, S, I, O>,
  parameters: P,
): Chosen => ({
  name: `${kernel.outputs.join('/')} ${JSON.stringify(parameters)}`,
  batch: (bars) => batch(kernel, bars, parameters),
  oneByOne: (bars) => {
    let state = kernel.start(parameters)
    return Array.from(bars.value, (_, index) => {
      const bar = {
        value: bars.value.subarray(index, index + 1),
        high: bars.high.subarray(index, index + 1),
        low: bars.low.subarray(index, index + 1),
        close: bars.close.subarray(index, index + 1),
      }
      const after = advance(kernel, JSON.parse(JSON.stringify(state)) as S, bar)
      state = after.state
      return Object.fromEntries(kernel.outputs.map((name) => [name, after.outputs[name][0] ?? Number.NaN]))
    })
  },
})

export const EVERY_KERNEL: readonly Chosen[] = [
  ...[1, 2, 7, 20].flatMap((period) => [
    chosen(SMA, { period }),
    chosen(EMA, { period }),
    chosen(RMA, { period }),
    chosen(DEVIATION, { period }),
    chosen(RSI, { period }),
    chosen(ATR, { period }),
    chosen(HIGHEST, { period }),
    chosen(LOWEST, { period }),
    chosen(BOLLINGER, { period, deviations: 2 }),
  ]),
  chosen(TRUE_RANGE, {}),
  chosen(MACD, { fast: 12, slow: 26, signal: 9 }),
  chosen(MACD, { fast: 1, slow: 2, signal: 1 }),
  chosen(STOCHASTIC, { period: 14, smooth: 3, signal: 3 }),
  chosen(PSAR, { step: 0.02, most: 0.2 }),
  chosen(STOCHASTIC, { period: 1, smooth: 1, signal: 5 }),
]
