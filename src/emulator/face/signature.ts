const encoder = new TextEncoder()

/**
 * Tells whether a signature is right for what arrived: HMAC-SHA512 over path ‖ SHA-256(nonce ‖ body), keyed with the
 * decoded secret. Written from Kraken's authentication page, apart from the client's own signer, so that one checks the other.
 */
export const isSigned = async (
  secret: string,
  signature: string,
  path: string,
  nonce: string,
  body: Uint8Array,
): Promise<boolean> => {
  const given = bytesOf(signature)
  if (!given) return false
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', joined(encoder.encode(nonce), body)))
  const algorithm = { name: 'HMAC', hash: 'SHA-512' }
  const key = await crypto.subtle.importKey('raw', bytesOf(secret) ?? new Uint8Array(1), algorithm, false, [
    'verify',
  ])
  return crypto.subtle.verify('HMAC', key, given, joined(encoder.encode(path), hash))
}

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> | undefined => {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  } catch {
    return undefined
  }
}
