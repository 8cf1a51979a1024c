/** Chunks of a body as one piece of `length` bytes; a single chunk comes back as it is. */
export const joined = (chunks: readonly Uint8Array[], length: number): Uint8Array => {
  const [only] = chunks
  if (only && chunks.length === 1) return only
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Bytes in hexadecimal, two digits each. */
export const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
