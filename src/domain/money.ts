import Big from 'big.js'

/** A decimal number as text, in plain notation ("0.00000001"), exact. Money is never a `number`. */
export type Decimal = string

export type Rounding = 'down' | 'half-up' | 'up'

const MODES: Record<Rounding, 0 | 1 | 3> = { down: 0, 'half-up': 1, up: 3 }

/** Plain decimal notation: optional sign, digits, optional fraction. No exponent, no NaN, no white space. */
export const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)$/

/** Tells whether a text is a decimal in plain notation. */
export const isDecimal = (text: string): text is Decimal => DECIMAL.test(text)

const big = (value: Decimal): Big => {
  if (!isDecimal(value)) throw new RangeError('not a decimal in plain notation')
  return new Big(value.startsWith('+') ? value.slice(1) : value)
}

/** Writes a decimal without exponent, leading or trailing zeros: "0.10" and "+.1" are both "0.1". */
export const normalise = (value: Decimal): Decimal => big(value).toFixed().replace(/^-0$/, '0')

export const add = (a: Decimal, b: Decimal): Decimal => big(a).plus(big(b)).toFixed()
export const subtract = (a: Decimal, b: Decimal): Decimal => big(a).minus(big(b)).toFixed()
export const multiply = (a: Decimal, b: Decimal): Decimal => big(a).times(big(b)).toFixed()

/** Divides to `places` decimals. Throws a RangeError on division by zero. */
export const divide = (a: Decimal, b: Decimal, places: number, rounding: Rounding = 'down'): Decimal => {
  const divisor = big(b)
  if (divisor.eq(0)) throw new RangeError('division by zero')
  // big.js divides to Big.DP places; two spare digits and then one rounding would double-round, so ask it for exact places.
  const Exact = Big()
  Exact.DP = places
  Exact.RM = MODES[rounding]
  return new Exact(big(a)).div(divisor).toFixed()
}

/** Sums any number of decimals; the sum of none is "0". */
export const sum = (values: Iterable<Decimal>): Decimal => {
  let total = new Big(0)
  for (const value of values) total = total.plus(big(value))
  return total.toFixed()
}

/** Sums products, exactly: Σ a·b, or a alone where no b is. Whole numbers inside, because the rails add up every working order before each new one. */
export const sumOfProducts = (terms: Iterable<readonly [Decimal, Decimal?]>): Decimal => {
  let total = 0n
  let scale = 0
  for (const [a, b] of terms) {
    const left = scaled(a)
    const right = b === undefined ? ONE : scaled(b)
    const places = left.places + right.places
    const product = left.units * right.units
    if (places > scale) {
      total *= 10n ** BigInt(places - scale)
      scale = places
    }
    total += places === scale ? product : product * 10n ** BigInt(scale - places)
  }
  return unscaled(total, scale)
}

const ONE = { units: 1n, places: 0 }

const scaled = (value: Decimal): { units: bigint; places: number } => {
  if (!isDecimal(value)) throw new RangeError('not a decimal in plain notation')
  const point = value.indexOf('.')
  if (point < 0) return { units: BigInt(value.replace('+', '')), places: 0 }
  const digits = value.slice(0, point).replace('+', '') + value.slice(point + 1)
  return { units: BigInt(digits), places: value.length - point - 1 }
}

const unscaled = (units: bigint, places: number): Decimal => {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

export const negate = (value: Decimal): Decimal => normalise(big(value).times(-1).toFixed())
export const absolute = (value: Decimal): Decimal => big(value).abs().toFixed()

/** −1, 0 or 1, as `a` is less than, equal to or more than `b`. */
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => big(a).cmp(big(b))
export const equals = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0
export const isLess = (a: Decimal, b: Decimal): boolean => compare(a, b) < 0
export const isMore = (a: Decimal, b: Decimal): boolean => compare(a, b) > 0
export const isPositive = (value: Decimal): boolean => !isZero(value) && !value.startsWith('-')
export const isNegative = (value: Decimal): boolean => !isZero(value) && value.startsWith('-')
/** A number whose digits are all 0; read off the text, since it is asked more often than anything else. */
export const isZero = (value: Decimal): boolean => {
  if (!isDecimal(value)) throw new RangeError('not a decimal in plain notation')
  return !/[1-9]/.test(value)
}
export const smaller = (a: Decimal, b: Decimal): Decimal => (isMore(a, b) ? b : a)
export const larger = (a: Decimal, b: Decimal): Decimal => (isLess(a, b) ? b : a)

/** Rounds and pads to exactly `places` decimals: ("1.239", 2) is "1.23". Negative numbers round towards zero with 'down'. */
export const fixed = (value: Decimal, places: number, rounding: Rounding = 'down'): Decimal =>
  big(value)
    .toFixed(places, MODES[rounding])
    .replace(/^-(0(\.0*)?)$/, '$1')

/** How many decimals a number really has: "1.50" has one. */
export const decimalPlaces = (value: Decimal): number => normalise(value).split('.')[1]?.length ?? 0

/** Tells whether `value` is a whole multiple of `step` (a positive decimal). */
export const isMultipleOf = (value: Decimal, step: Decimal): boolean => big(value).mod(big(step)).eq(0)
