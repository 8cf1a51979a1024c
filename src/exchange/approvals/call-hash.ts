import { createHash } from 'node:crypto'
import type { Params } from '../../kraken/endpoint.ts'

/** One word for a call and nothing else: what its owner approves is exactly this. Hexadecimal. */
export const hashOf = (tool: string, params: Params): string =>
  createHash('sha256')
    .update(JSON.stringify([tool, params]))
    .digest('hex')
