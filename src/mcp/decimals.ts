/** Digits that a JSON number carries without loss. */
const SAFE_DIGITS = 15

/** A JSON number in plain decimal notation ("0.00000001"), or undefined where it may already have lost digits. */
export const plainNumber = (value: number): string | undefined => {
  if (!Number.isFinite(value)) return undefined
  const plain = expandExponent(String(value))
  const digits = plain?.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '') ?? ''
  return digits.length <= SAFE_DIGITS ? plain : undefined
}

/** "1e-8" as "0.00000001"; undefined where the text is no number with an exponent of a sane size. */
export const expandExponent = (text: string): string | undefined => {
  const parts = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?(?:e([+-]?\d{1,2}))?$/i.exec(text)
  if (!parts) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  return (sign === '-' ? '-' : '') + shift(whole, fraction, Number(exponent))
}

const shift = (whole: string, fraction: string, places: number): string => {
  const digits = whole + fraction
  const point = whole.length + places
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = Math.max(point, 1)
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '')
  const after = padded.slice(at)
  return after === '' ? before : `${before}.${after}`
}
