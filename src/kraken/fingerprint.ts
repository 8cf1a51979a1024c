const OFFSET = 0xcbf29ce484222325n
const PRIME = 0x100000001b3n

/**
 * Names an API key in storage and logs without holding it: 16 hex digits of FNV-1a.
 * No secret depends on it; it only keeps the nonces of two keys apart.
 */
export const fingerprint = (key: string): string => {
  let hash = OFFSET
  for (const byte of new TextEncoder().encode(key)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME)
  return hash.toString(16).padStart(16, '0')
}
