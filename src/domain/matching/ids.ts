const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Where an account's ids come from: a seed, a counter, and a mark that stands right after the letter of each. */
export interface IdSource {
  readonly seed: string
  readonly next: number
  /** "0" on a paper account: Kraken's own ids never begin so (its letters and digits are A to Z and 2 to 7). */
  readonly mark?: string
}

/**
 * Makes an id in Kraken's form, such as OQCLML-BW3P3-BUCMWZ. The last group is a permutation of the counter, so that two
 * ids of one account can never meet; the others only make it look like Kraken's.
 */
export const makeId = (prefix: string, { seed, next, mark = '' }: IdSource): string => {
  const unique = Math.imul(next, 0x9e3779b1) & 0x3fffffff
  const noise = hash(`${prefix}${seed}:${next}`)
  const first = `${prefix}${mark}`
  return `${first}${letters(noise, 6 - first.length)}-${letters(hash(`${noise}`), 5)}-${letters(unique, 6)}`
}

const letters = (bits: number, length: number): string => {
  let rest = bits
  let text = ''
  while (text.length < length) {
    text += ALPHABET.charAt(rest & 31)
    rest >>>= 5
  }
  return text
}

// FNV-1a, 32 bits.
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}
