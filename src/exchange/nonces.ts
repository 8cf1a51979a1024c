import { attempt } from './attempt.ts'
import type { Clock } from './clock.ts'
import type { Sql } from './sql.ts'

/**
 * How far ahead of use the mark is written. A restart then skips at most this many milliseconds of nonces,
 * and a busy second costs one write, not hundreds.
 */
const STRIDE = 1_000

export interface Nonces {
  /** The next nonce, in decimal; larger than every one before it, whatever the clock does. */
  next(): string
  /** The same for a stop or a read, which leaves even if the mark cannot be written. */
  nextOfStop(): string
  /** The largest nonce that can have been used so far. */
  highest(): number
}

/**
 * Mints the nonces of one key: milliseconds, or one more than the last where the clock stands still or steps back.
 * The mark in storage is always at or above every nonce that was handed out, so a restart starts above it.
 * Kraken rejects a nonce that is not larger than the last one it *received* (facts: rest/authentication).
 */
export const createNonces = (sql: Sql, clock: Pick<Clock, 'now'>, keyId: string): Nonces => {
  let last = 0
  let mark = 0
  let isRead = false
  // A storage that fails at wake-up is read again before the mark in it is moved.
  const read = (): void => {
    if (isRead) return
    mark = storedMark(sql, keyId)
    last = Math.max(last, mark)
    isRead = true
  }
  attempt(read)

  const nonces: Nonces = {
    next() {
      read()
      const nonce = Math.max(clock.now(), last + 1)
      if (nonce > mark) {
        storeMark(sql, keyId, nonce + STRIDE)
        mark = nonce + STRIDE
      }
      last = nonce
      return String(nonce)
    },
    nextOfStop() {
      try {
        return nonces.next()
      } catch {
        // What is stored may be so far ahead of the clock, and nobody could read it.
        last = Math.max(clock.now() + (isRead ? 0 : STRIDE), last + 1)
        return String(last)
      }
    },
    highest: () => last,
  }
  return nonces
}

const storeMark = (sql: Sql, keyId: string, mark: number): void =>
  void sql.run(
    'INSERT INTO nonces (key_id, mark) VALUES (?, ?) ON CONFLICT (key_id) DO UPDATE SET mark = excluded.mark',
    keyId,
    mark,
  )

const storedMark = (sql: Sql, keyId: string): number => {
  const [row] = sql.run('SELECT mark FROM nonces WHERE key_id = ?', keyId)
  return typeof row?.mark === 'number' ? row.mark : 0
}
