import { createHash } from 'node:crypto'
import type { Sql, SqlRow } from './sql.ts'

/** One line of the audit: who did or was told what, and on what it was judged. No secret ever stands in `facts`. */
export interface AuditEntry {
  readonly event: string
  readonly tokenId?: string | undefined
  /** What it is about: an intent, a token, a switch. */
  readonly subject?: string | undefined
  readonly facts?: Readonly<Record<string, unknown>>
}

export interface AuditRow {
  readonly id: number
  readonly at: number
  readonly event: string
  readonly tokenId: string | null
  readonly subject: string | null
  readonly facts: unknown
  readonly hash: string
}

export interface Audit {
  /** Appends a line; called inside the transaction that changes the state it tells of. */
  write(entry: AuditEntry, now: number): void
  /** Newest first; of one token, or of all. `before` is the id of the last row seen. */
  list(filter: {
    tokenId?: string | undefined
    before?: number | undefined
    limit: number
  }): readonly AuditRow[]
  /** Walks the chain and answers the id of the first row that was changed, or undefined if all is as it was written. */
  firstBroken(): number | undefined
  /** The same, past what this life of the object has walked already; what was changed there since shows with the former. */
  firstNewBroken(): number | undefined
}

/** A row up to which the chain was found whole. */
interface Mark {
  readonly id: number
  readonly hash: string
}

const GENESIS = '0'.repeat(64)
const PAGE = 500

/** An append-only table whose rows each hold the hash of the one before: a row changed or taken out shows. */
export const createAudit = (sql: Sql): Audit => {
  let whole: Mark | undefined

  // A mark whose row is gone, or is another by now, marks nothing.
  const stands = ({ id, hash }: Mark): boolean => {
    const [row] = sql.run('SELECT * FROM audit WHERE id = ?', id)
    return row !== undefined && row.hash === hash && hashOf(String(row.previous), row) === hash
  }

  const walk = (from: Mark): number | undefined => {
    let { id, hash } = from
    for (;;) {
      const rows = sql.run('SELECT * FROM audit WHERE id > ? ORDER BY id LIMIT ?', id, PAGE)
      for (const row of rows) {
        if (row.previous !== hash || row.hash !== hashOf(hash, row)) {
          whole = undefined
          return Number(row.id)
        }
        id = Number(row.id)
        hash = String(row.hash)
      }
      whole = { id, hash }
      if (rows.length < PAGE) return undefined
    }
  }

  const firstBroken = () => walk({ id: 0, hash: headOf(sql) })

  return {
    write({ event, tokenId, subject, facts = {} }, now) {
      const [last] = sql.run('SELECT hash FROM audit ORDER BY id DESC LIMIT 1')
      const previous = typeof last?.hash === 'string' ? last.hash : headOf(sql)
      const row = {
        at: now,
        event,
        token_id: tokenId ?? null,
        subject: subject ?? null,
        facts: JSON.stringify(facts),
      }
      sql.run(
        'INSERT INTO audit (at, event, token_id, subject, facts, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
        row.at,
        row.event,
        row.token_id,
        row.subject,
        row.facts,
        previous,
        hashOf(previous, row),
      )
    },

    list({ tokenId, before = Number.MAX_SAFE_INTEGER, limit }) {
      const rows =
        tokenId === undefined
          ? sql.run('SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?', before, limit)
          : sql.run(
              'SELECT * FROM audit WHERE token_id = ? AND id < ? ORDER BY id DESC LIMIT ?',
              tokenId,
              before,
              limit,
            )
      return rows.map(auditRowOf)
    },

    firstBroken,
    firstNewBroken: () => (whole && stands(whole) ? walk(whole) : firstBroken()),
  }
}

// Rows that have moved to the archive leave their last hash behind, so that the chain goes on from it.
const headOf = (sql: Sql): string => {
  const [row] = sql.run("SELECT value FROM states WHERE name = 'audit_head'")
  return typeof row?.value === 'string' ? JSON.parse(row.value) : GENESIS
}

const hashOf = (previous: string, { at, event, token_id, subject, facts }: SqlRow): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, at, event, token_id, subject, facts]))
    .digest('hex')

const auditRowOf = (row: SqlRow): AuditRow => ({
  id: Number(row.id),
  at: Number(row.at),
  event: String(row.event),
  tokenId: row.token_id === null ? null : String(row.token_id),
  subject: row.subject === null ? null : String(row.subject),
  facts: JSON.parse(String(row.facts)),
  hash: String(row.hash),
})
