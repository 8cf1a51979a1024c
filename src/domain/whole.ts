/** A decimal as a whole number of units of 10^-places. */
export interface Whole {
  readonly units: bigint
  readonly places: number
}

/** Plain decimal notation: optional sign, digits, optional fraction. No exponent, no NaN, no white space. */
export const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)$/

const POWERS = Array.from({ length: 64 }, (_, places) => 10n ** BigInt(places))

/** 10 to the power of `places`, a whole number of at least 0. */
export const tenTo = (places: number): bigint => POWERS[places] ?? 10n ** BigInt(places)

// A judgement, or a look at the book, reads the same few hundred prices and volumes over and over.
const READ = new Map<string, Whole>()
const MOST = 4_096
const LONGEST = 32

/** Reads a decimal in plain notation. Throws a RangeError on anything else. */
export const wholeOf = (value: string): Whole => {
  const known = READ.get(value)
  if (known !== undefined) return known
  const whole = read(value)
  if (value.length > LONGEST) return whole
  if (READ.size === MOST) READ.clear()
  READ.set(value, whole)
  return whole
}

const read = (value: string): Whole => {
  if (!DECIMAL.test(value)) throw new RangeError('not a decimal in plain notation')
  const text = value.startsWith('+') ? value.slice(1) : value
  const point = text.indexOf('.')
  if (point < 0) return { units: BigInt(text), places: 0 }
  return { units: BigInt(text.slice(0, point) + text.slice(point + 1)), places: text.length - point - 1 }
}

/** Writes it with exactly its places; nothing is ever "-0". */
export const written = ({ units, places }: Whole): string => {
  if (places === 0) return units.toString()
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  const point = digits.length - places
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** The same number without zeros at its end. */
export const shortest = (whole: Whole): string => {
  const text = written(whole)
  if (whole.places === 0) return text
  let end = text.length
  while (text[end - 1] === '0') end--
  return text.slice(0, text[end - 1] === '.' ? end - 1 : end)
}

/** The units of both at the larger of their places. */
export const aligned = (a: Whole, b: Whole): { a: bigint; b: bigint; places: number } => {
  if (a.places === b.places) return { a: a.units, b: b.units, places: a.places }
  if (a.places > b.places) return { a: a.units, b: b.units * tenTo(a.places - b.places), places: a.places }
  return { a: a.units * tenTo(b.places - a.places), b: b.units, places: b.places }
}
