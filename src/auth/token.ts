import { hex } from '../domain/bytes.ts'

const SHAPE = /^bw_[A-Za-z0-9_-]{43}$/
const TOKEN_BYTES = 32

/** Tells whether a text can be a token of ours at all; what cannot is refused without asking the database. */
export const isTokenShaped = (text: string): boolean => SHAPE.test(text)

/** Mints a bearer token of 256 bits. Only its hash may be stored; the plaintext is shown once. */
export const mintToken = (bytes: Uint8Array = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))): string =>
  `bw_${base64url(bytes)}`

/** The SHA-256 of a token in hexadecimal. With 256 random bits it needs neither salt nor a slow hash. */
export const hashToken = async (token: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return hex(new Uint8Array(digest))
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
