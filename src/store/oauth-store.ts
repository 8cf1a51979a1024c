import * as z from 'zod'
import { BreakwaterError } from '../domain/errors.ts'
import { bound } from './statement.ts'

/** What of Workers KV the sign-in of clients uses. */
export interface OAuthStore {
  get(key: string, as?: 'text' | 'json' | { readonly type?: 'text' | 'json' }): Promise<unknown>
  put(key: string, value: string, options?: PutOptions): Promise<void>
  delete(key: string): Promise<void>
  list(options?: ListOptions): Promise<Listed>
}

interface PutOptions {
  /** Unix seconds. */
  readonly expiration?: number
  /** Seconds from now. */
  readonly expirationTtl?: number
  readonly metadata?: unknown
}

interface ListOptions {
  readonly prefix?: string | null
  readonly limit?: number
  readonly cursor?: string | null
}

interface Listed {
  readonly keys: readonly { name: string; expiration?: number; metadata?: unknown }[]
  readonly list_complete: boolean
  readonly cursor?: string
}

const Listing = z.object({
  key: z.string(),
  expires_at: z.number().nullable(),
  metadata: z.string().nullable(),
})

// A form that was sent twice at once: only one of the two may go on.
const ONCE = 'transaction:'

/**
 * The table `oauth` in the shape of a KV namespace. Unlike KV it holds what was written from the next read on, everywhere:
 * a revoked grant is gone at once, and what may be used once is used once. `now` answers unix milliseconds. Throws
 * `unavailable` (tokens_unavailable) where the database does not answer.
 */
export const createOAuthStore = (db: D1Database, now: () => number): OAuthStore => {
  const seconds = () => Math.floor(now() / 1_000)

  return {
    async get(key, as) {
      const value = await reached(
        bound(db, {
          sql: 'SELECT value FROM oauth WHERE key = ? AND (expires_at IS NULL OR expires_at > ?)',
          values: [key, seconds()],
        }).first<string>('value'),
      )
      const type = typeof as === 'object' ? as.type : as
      return value !== null && type === 'json' ? JSON.parse(value) : value
    },
    async put(key, value, { expiration, expirationTtl, metadata } = {}) {
      const until = expiration ?? (expirationTtl === undefined ? null : seconds() + expirationTtl)
      await reached(
        db.batch([
          bound(db, { sql: 'DELETE FROM oauth WHERE expires_at <= ?', values: [seconds()] }),
          bound(db, {
            sql: 'INSERT OR REPLACE INTO oauth (key, value, metadata, expires_at) VALUES (?, ?, ?, ?)',
            values: [key, value, metadata === undefined ? null : JSON.stringify(metadata), until],
          }),
        ]),
      )
    },
    async delete(key) {
      const { meta } = await reached(
        bound(db, { sql: 'DELETE FROM oauth WHERE key = ?', values: [key] }).run(),
      )
      if (key.startsWith(ONCE) && meta.changes === 0) throw new Error('this form was used already')
    },
    async list({ prefix, limit = 1_000, cursor } = {}) {
      const start = prefix ?? ''
      const statement = bound(db, {
        sql: `SELECT key, expires_at, metadata FROM oauth
          WHERE key > ? AND key >= ? AND key < ? AND (expires_at IS NULL OR expires_at > ?) ORDER BY key LIMIT ?`,
        values: [cursor ?? '', start, `${start}\u{10ffff}`, seconds(), limit + 1],
      })
      const { results } = await reached(statement.all())
      return listed(
        results.map((row) => Listing.parse(row)),
        limit,
      )
    },
  }
}

// One row more than was asked for tells that there are more.
const listed = (rows: readonly z.infer<typeof Listing>[], limit: number): Listed => {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    keys: page.map(({ key: name, expires_at, metadata }) => ({
      name,
      ...(expires_at === null ? {} : { expiration: expires_at }),
      ...(metadata === null ? {} : { metadata: JSON.parse(metadata) }),
    })),
    ...(rows.length > limit && last ? { list_complete: false, cursor: last.key } : { list_complete: true }),
  }
}

/** What cannot be asked now is no fault of ours, and whoever asks may come again. */
const reached = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch {
    throw new BreakwaterError(
      'unavailable',
      'tokens_unavailable',
      'The database of sign-ins did not answer.',
      {
        hint: 'Try again in a few seconds. Nothing was granted.',
        retryAfter: 5,
      },
    )
  }
}
