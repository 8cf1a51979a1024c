import { aligned, DECIMAL, shortest, tenTo, type Whole, wholeOf, written } from './whole.ts'

/** A decimal number as text, in plain notation ("0.00000001"), exact. Money is never a `number`. */
export type Decimal = string

export type Rounding = 'down' | 'half-up' | 'up'

/** Tells whether a text is a decimal in plain notation. */
export const isDecimal = (text: string): text is Decimal => DECIMAL.test(text)

/** Writes a decimal without exponent, leading or trailing zeros: "0.10" and "+.1" are both "0.1". */
export const normalise = (value: Decimal): Decimal => shortest(wholeOf(value))

export const add = (a: Decimal, b: Decimal): Decimal => shortest(plus(wholeOf(a), wholeOf(b)))
export const subtract = (a: Decimal, b: Decimal): Decimal => shortest(plus(wholeOf(a), minus(wholeOf(b))))
export const multiply = (a: Decimal, b: Decimal): Decimal => shortest(times(wholeOf(a), wholeOf(b)))

/** Divides to `places` decimals. Throws a RangeError on division by zero. */
export const divide = (a: Decimal, b: Decimal, places: number, rounding: Rounding = 'down'): Decimal => {
  const dividend = wholeOf(a)
  const divisor = wholeOf(b)
  if (divisor.units === 0n) throw new RangeError('division by zero')
  const units = quotient(
    dividend.units * tenTo(places + divisor.places),
    divisor.units * tenTo(dividend.places),
    rounding,
  )
  return shortest({ units, places })
}

/** Sums any number of decimals; the sum of none is "0". */
export const sum = (values: Iterable<Decimal>): Decimal => {
  let total = NOTHING
  for (const value of values) total = plus(total, wholeOf(value))
  return shortest(total)
}

/** Sums products, exactly: Σ a·b, or a alone where no b is. */
export const sumOfProducts = (terms: Iterable<readonly [Decimal, Decimal?]>): Decimal => {
  let total = NOTHING
  for (const [a, b] of terms)
    total = plus(total, b === undefined ? wholeOf(a) : times(wholeOf(a), wholeOf(b)))
  return shortest(total)
}

const NOTHING: Whole = { units: 0n, places: 0 }

const plus = (one: Whole, other: Whole): Whole => {
  const { a, b, places } = aligned(one, other)
  return { units: a + b, places }
}

const minus = ({ units, places }: Whole): Whole => ({ units: -units, places })

const times = (a: Whole, b: Whole): Whole => ({ units: a.units * b.units, places: a.places + b.places })

/** Divides whole numbers: cut towards zero, raised away from it, or rounded to the nearer, a half away from zero. */
const quotient = (a: bigint, b: bigint, rounding: Rounding): bigint => {
  const cut = a / b
  const rest = a % b
  if (rest === 0n || rounding === 'down') return cut
  if (rounding === 'half-up' && size(rest) * 2n < size(b)) return cut
  return a < 0n === b < 0n ? cut + 1n : cut - 1n
}

const size = (units: bigint): bigint => (units < 0n ? -units : units)

export const negate = (value: Decimal): Decimal => shortest(minus(wholeOf(value)))
export const absolute = (value: Decimal): Decimal => {
  const { units, places } = wholeOf(value)
  return shortest({ units: size(units), places })
}

/** −1, 0 or 1, as `one` is less than, equal to or more than `other`. */
export const compare = (one: Decimal, other: Decimal): -1 | 0 | 1 => {
  const { a, b } = aligned(wholeOf(one), wholeOf(other))
  if (a === b) return 0
  return a < b ? -1 : 1
}
export const equals = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0
export const isLess = (a: Decimal, b: Decimal): boolean => compare(a, b) < 0
export const isMore = (a: Decimal, b: Decimal): boolean => compare(a, b) > 0
export const isPositive = (value: Decimal): boolean => wholeOf(value).units > 0n
export const isNegative = (value: Decimal): boolean => wholeOf(value).units < 0n
export const isZero = (value: Decimal): boolean => wholeOf(value).units === 0n
export const smaller = (a: Decimal, b: Decimal): Decimal => (isMore(a, b) ? b : a)
export const larger = (a: Decimal, b: Decimal): Decimal => (isLess(a, b) ? b : a)

/** Rounds and pads to exactly `places` decimals: ("1.239", 2) is "1.23". Negative numbers round towards zero with 'down'. */
export const fixed = (value: Decimal, places: number, rounding: Rounding = 'down'): Decimal => {
  const whole = wholeOf(value)
  const more = places - whole.places
  const units = more < 0 ? quotient(whole.units, tenTo(-more), rounding) : whole.units * tenTo(more)
  return written({ units, places })
}

/** How many decimals a number really has: "1.50" has one. */
export const decimalPlaces = (value: Decimal): number => normalise(value).split('.')[1]?.length ?? 0

/** Tells whether `value` is a whole multiple of `step` (a positive decimal). */
export const isMultipleOf = (value: Decimal, step: Decimal): boolean => {
  const { a, b } = aligned(wholeOf(value), wholeOf(step))
  return a % b === 0n
}
