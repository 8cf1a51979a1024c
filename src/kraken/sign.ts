import { createHash, createHmac } from 'node:crypto'
import { BreakwaterError } from '../domain/errors.ts'

/** Signs one private call: the path with its query, the nonce, and the body exactly as it is sent; returns API-Sign. */
export type Sign = (path: string, nonce: string, body: string) => string

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Tells whether a text can be an API secret: base64, and not empty. */
export const isSecret = (text: string): boolean => text !== '' && BASE64.test(text)

/**
 * Takes the API secret as Kraken shows it (base64) and returns the signer of its calls:
 * base64(HMAC-SHA512(secret, path ‖ SHA256(nonce ‖ body))). Source: Kraken's REST authentication page.
 * Synchronous on purpose (WebCrypto is not): nothing may come between minting a nonce and sending it.
 * Throws `invalid` (malformed_secret) at once if the secret is not base64; the message never holds it.
 */
export const createSign = (secret: string): Sign => {
  const key = decodeSecret(secret)
  return (path, nonce, body) =>
    createHmac('sha512', key)
      .update(path)
      .update(
        createHash('sha256')
          .update(nonce + body)
          .digest(),
      )
      .digest('base64')
}

const decodeSecret = (secret: string): Uint8Array => {
  if (!isSecret(secret)) {
    throw new BreakwaterError('invalid', 'malformed_secret', 'The Kraken secret is not base64', {
      hint: 'Copy the private key again, whole, as Kraken showed it when the key was made',
    })
  }
  return Uint8Array.from(atob(secret), (character) => character.charCodeAt(0))
}
