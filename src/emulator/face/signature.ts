import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Tells whether a signature is right for what arrived: HMAC-SHA512 over path ‖ SHA-256(nonce ‖ body), keyed with the
 * decoded secret. Written from Kraken's authentication page, apart from the client's own signer, so that one checks the other.
 */
export const isSigned = (
  secret: string,
  signature: string,
  path: string,
  nonce: string,
  body: Uint8Array,
): boolean => {
  const given = bytesOf(signature)
  if (!given) return false
  const hash = createHash('sha256').update(nonce).update(body).digest()
  const right = createHmac('sha512', bytesOf(secret) ?? new Uint8Array(1))
    .update(path)
    .update(hash)
    .digest()
  return given.length === right.length && timingSafeEqual(given, right)
}

const bytesOf = (base64: string): Uint8Array | undefined => {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  } catch {
    return undefined
  }
}
