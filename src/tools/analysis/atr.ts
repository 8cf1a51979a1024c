import type { Candles } from '../../domain/candles.ts'
import { BreakwaterError } from '../../domain/errors.ts'
import { batch } from '../../domain/indicators/kernel.ts'
import { ATR } from '../../domain/indicators/range.ts'
import type { Decimal } from '../../domain/money.ts'
import { decimalOf } from '../../domain/sizing/steps.ts'

export const ATR_PERIOD = 14

/** The average true range at the last of some candles; none before its first value, or where nothing moved. */
export const atrOf = (candles: Candles): number | undefined => {
  const last = batch(ATR, candles, { period: ATR_PERIOD }).atr.at(-1)
  return last !== undefined && last > 0 ? last : undefined
}

/** The same as a decimal. Throws `invalid` (invalid_argument) where there is none. */
export const atrDecimalOf = (candles: Candles, interval: string): Decimal => {
  const atr = atrOf(candles)
  if (atr !== undefined) return decimalOf(atr)
  throw new BreakwaterError(
    'invalid',
    'invalid_argument',
    `There is no ATR of the ${interval} candles: too few, or none moved`,
    {
      hint: 'Choose another interval, or give the stop yourself',
      details: { bars: candles.length, needed: ATR_PERIOD },
    },
  )
}
