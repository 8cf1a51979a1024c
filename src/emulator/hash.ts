// Everything the emulator invents comes from these: the same seed and place give the same number on every machine.

/** Mixes two 32 bit words into one (the finaliser of MurmurHash3 over a weighted sum). */
export const mix = (a: number, b: number): number => {
  let h = (Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(b, 0xc2b2ae35)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A 32 bit word for a text. */
export const hashText = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix(h, text.length)
}

/** A number in [0, 1) for a word and a place. */
export const unit = (a: number, b: number): number => mix(a, b) / 0x1_0000_0000

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** `length` characters of A–Z and 2–7 for a text. */
export const letters = (text: string, length: number): string => {
  const word = hashText(text)
  return Array.from({ length }, (_, i) => LETTERS[mix(word, i) >>> 27]).join('')
}

/** `length` bytes for a text, as base64. */
export const base64Of = (text: string, length: number): string => {
  const word = hashText(text)
  return btoa(String.fromCharCode(...Array.from({ length }, (_, i) => mix(word, i) >>> 24)))
}

/** `length` hexadecimal digits for a text. */
export const hexOf = (text: string, length: number): string => {
  const word = hashText(text)
  return Array.from({ length }, (_, i) => (mix(word, i) >>> 28).toString(16)).join('')
}

/** A UUID-shaped text for a text. */
export const uuidOf = (text: string): string =>
  hexOf(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
