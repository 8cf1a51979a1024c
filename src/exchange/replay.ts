import { BreakwaterError } from '../domain/errors.ts'
import { type Intent, intentOf } from './intent.ts'
import type { Wish } from './journal.ts'
import type { Sql } from './sql.ts'

/** The intents that an idempotency key is bound to, as they stand now. */
export type Replay = readonly Intent[]

/** States after which something may have left, or still may: they bind the key for ever. */
const BINDING = `'awaiting_approval', 'intended', 'sent', 'placed', 'uncertain', 'not_placed'`

/**
 * Finds what an earlier call under the same key of the same token came to. Denied, busy, withdrawn and definitely refused
 * calls release their key. Throws `invalid` (idempotency_key_reused) if that call wanted something else.
 */
export const replayOf = (sql: Sql, { tokenId, idempotencyKey, digest }: Wish): Replay | undefined => {
  if (idempotencyKey === undefined) return undefined
  const [bound] = sql.run(
    `SELECT call_id, digest FROM intents WHERE token_id = ? AND idempotency_key = ? AND state IN (${BINDING}) LIMIT 1`,
    tokenId,
    idempotencyKey,
  )
  if (!bound) return undefined
  if (bound.digest !== digest) throw reused()
  return sql
    .run('SELECT * FROM intents WHERE call_id = ? ORDER BY position', bound.call_id ?? null)
    .map(intentOf)
}

const reused = () =>
  new BreakwaterError(
    'invalid',
    'idempotency_key_reused',
    'This idempotency_key was used for another call.',
    {
      hint: 'Use a new key for a new wish; the same key only repeats the very same call.',
    },
  )
