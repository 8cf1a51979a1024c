import * as z from 'zod'
import { BreakwaterError } from '../../domain/errors.ts'
import { INTERVAL_WORDS, intervalNamed } from '../../domain/intervals.ts'

/** A candle's length: "1h", or minutes. A number is taken too: arguments are brought into form before they are parsed. */
export const IntervalName = z
  .string()
  .refine((name) => intervalNamed(name) !== undefined, `must be one of ${INTERVAL_WORDS}, or minutes`)

/** What to say of an interval that has slipped past its schema. */
export const unknownInterval = () =>
  new BreakwaterError('invalid', 'invalid_argument', 'No candles of this length can be had', {
    hint: `Known: ${INTERVAL_WORDS}, or the same in minutes`,
    details: { argument: 'interval' },
  })
