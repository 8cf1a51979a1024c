import { createHmac, timingSafeEqual } from 'node:crypto'

/** Signs a text with a key of this account, hexadecimal; base64url, 43 signs. The text names its purpose: one key signs many things. */
export const signatureOf = (key: string, text: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('base64url')

/** Compares a secret with what somebody gave, in a time that tells of nothing but its length. */
export const isSameSecret = (given: string, right: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
