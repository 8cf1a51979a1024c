import { createHash } from 'node:crypto'

/** Names an API key in storage and logs without holding it: the first 16 hexadecimal digits of its SHA-256. */
export const fingerprint = (key: string): string =>
  createHash('sha256').update(key).digest('hex').slice(0, 16)
