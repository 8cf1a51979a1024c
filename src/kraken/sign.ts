import { BreakwaterError } from '../domain/errors.ts'

/** Signs one private call: the path with its query, the nonce, and the body exactly as it is sent; returns API-Sign. */
export type Sign = (path: string, nonce: string, body: string) => Promise<string>

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const encoder = new TextEncoder()

/**
 * Takes the API secret as Kraken shows it (base64) and returns the signer of its calls:
 * base64(HMAC-SHA512(secret, path ‖ SHA256(nonce ‖ body))). Source: Kraken's REST authentication page.
 * Throws `invalid` (malformed_secret) at once if the secret is not base64; the message never holds it.
 */
export const createSign = (secret: string): Sign => {
  const bytes = decodeSecret(secret)
  // The key, not its promise, is kept: a Worker may not await what another request started.
  let key: CryptoKey | undefined
  return async (path, nonce, body) => {
    key ??= await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-512' }, false, ['sign'])
    const digest = await crypto.subtle.digest('SHA-256', encoder.encode(nonce + body))
    const message = concatenate(encoder.encode(path), new Uint8Array(digest))
    return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, message)))
  }
}

const decodeSecret = (secret: string): Uint8Array<ArrayBuffer> => {
  if (secret === '' || !BASE64.test(secret)) {
    throw new BreakwaterError('invalid', 'malformed_secret', 'The Kraken secret is not base64', {
      hint: 'Copy the private key again, whole, as Kraken showed it when the key was made',
    })
  }
  return Uint8Array.from(atob(secret), (character) => character.charCodeAt(0))
}

const concatenate = (a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(a.length + b.length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
