import type { Door } from './door.ts'
import { secure } from './headers.ts'

/** It says that the house stands, and is asked before anything else is. */
export const standing = (door: Door): Response => {
  const response = door.json({ status: 'ok' })
  secure(response.headers, door.req.url.startsWith('https:'))
  return response
}
