import type { Decimal } from '../../domain/money.ts'

/** A whole number of 10^-places as a decimal with exactly that many places: (1234, 2) is "12.34". */
export const decimalOf = (whole: number, places: number): Decimal => {
  if (places === 0) return whole.toFixed(0)
  const digits = whole.toFixed(0).padStart(places + 1, '0')
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** Pads a decimal with zeros to at least `places`. */
export const padded = (value: Decimal, places: number): Decimal => {
  const [whole, fraction = ''] = value.split('.')
  return places === 0 || fraction.length >= places ? value : `${whole}.${fraction.padEnd(places, '0')}`
}
