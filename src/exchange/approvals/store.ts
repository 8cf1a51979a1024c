import { isRecord } from '../../domain/record.ts'
import type { Audit } from '../audit.ts'
import type { Wish } from '../journal.ts'
import type { Sql, SqlRow } from '../sql.ts'

/** One call that its owner was asked about; times in unix milliseconds. */
export interface Question {
  /** The intent of its first order. */
  readonly id: string
  readonly tokenId: string
  readonly tool: string
  /** Exactly as the rails were asked, before anything was narrowed. */
  readonly params: Readonly<Record<string, unknown>>
  /** Of tool and parameters: what is approved is this and nothing else. */
  readonly hash: string
  readonly wish: Wish
  readonly intents: readonly string[]
  readonly summary: string
  readonly cost: string | undefined
  /** Why the owner is asked, in words. */
  readonly reasons: readonly string[]
  /** The market as it was then, where the rails looked at one. */
  readonly market: { readonly pair: string; readonly bid: string; readonly ask: string } | undefined
  readonly askedAt: number
  readonly lapsesAt: number
}

type Decision = 'approved' | 'denied' | 'withdrawn' | 'lapsed'

/** The questions that wait for the owner's word, in the account's own storage. */
export interface Questions {
  add(question: Question): void
  get(id: string): Question | undefined
  /** All that wait, oldest first. */
  waiting(tokenId?: string): readonly Question[]
  /** Answers whether the question still waited: each is decided once. */
  decide(id: string, as: Decision, by: string, now: number): boolean
  /** Moves the rows of a question that still wait to what became of them. */
  close(question: Question, state: 'withdrawn' | 'denied', code: string, now: number): void
  /** How many a token has asked since then that its owner did not approve. */
  askedSince(tokenId: string, since: number): number
  /** When the first row lapses that still waits, decided or not. */
  dueAt(): number | undefined
  due(now: number): readonly Question[]
}

/** What was approved in time is on its way for no longer; then its rows have been forgotten by an eviction. */
const ON_ITS_WAY_MS = 60_000
/** A question of so far ahead was asked before the clock was set back. */
const AHEAD_MS = 60_000

export const createQuestions = (sql: Sql, audit: Audit): Questions => {
  const where = (condition: string, ...binds: (string | number | null)[]) =>
    sql.run(`SELECT * FROM approvals WHERE ${condition} ORDER BY asked_at, id`, ...binds).map(questionOf)
  const ENDS = `lapses_at + CASE state WHEN 'approved' THEN ${ON_ITS_WAY_MS} ELSE 0 END`
  const OPEN = `id IN (SELECT id FROM intents WHERE state = 'awaiting_approval')`
  return {
    add: ({ params, wish, intents, ...one }) =>
      void sql.run(
        `INSERT INTO approvals (id, token_id, tool, params, hash, wish, intents, summary, cost, reasons, market, asked_at, lapses_at, state)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')`,
        one.id,
        one.tokenId,
        one.tool,
        JSON.stringify(params),
        one.hash,
        JSON.stringify(wish),
        JSON.stringify(intents),
        one.summary,
        one.cost ?? null,
        JSON.stringify(one.reasons),
        one.market ? JSON.stringify(one.market) : null,
        one.askedAt,
        one.lapsesAt,
      ),
    get: (id) => where('id = ? OR id = (SELECT call_id FROM intents WHERE id = ?)', id, id)[0],
    waiting: (tokenId) =>
      where(`state = 'waiting' AND (? IS NULL OR token_id = ?)`, tokenId ?? null, tokenId ?? null),
    decide: (id, as, by, now) =>
      sql.transaction(() => {
        const [row] = sql.run(
          `UPDATE approvals SET state = ?, decided_by = ?, decided_at = ? WHERE id = ? AND state = 'waiting'
           RETURNING token_id, hash`,
          as,
          by,
          now,
          id,
        )
        if (!row) return false
        const tokenId = String(row.token_id)
        audit.write({ event: `approval.${as}`, tokenId, subject: id, facts: { by, hash: row.hash } }, now)
        return true
      }),
    close: ({ intents }, state, code, now) =>
      sql.transaction(() => {
        for (const id of intents) {
          const [row] = sql.run(
            `UPDATE intents SET state = ?, code = ?, settled_at = ? WHERE id = ? AND state = 'awaiting_approval'
             RETURNING token_id`,
            state,
            code,
            now,
            id,
          )
          if (row)
            audit.write(
              { event: `intent.${state}`, tokenId: String(row.token_id), subject: id, facts: { code } },
              now,
            )
        }
      }),
    askedSince(tokenId, since) {
      const [row] = sql.run(
        `SELECT COUNT(*) AS asked FROM approvals WHERE token_id = ? AND asked_at > ? AND state != 'approved'`,
        tokenId,
        since,
      )
      return Number(row?.asked ?? 0)
    },
    dueAt() {
      const [row] = sql.run(`SELECT MIN(${ENDS}) AS at FROM approvals WHERE ${OPEN}`)
      return typeof row?.at === 'number' ? row.at : undefined
    },
    due: (now) => where(`${OPEN} AND (${ENDS} <= ? OR asked_at > ?)`, now, now + AHEAD_MS),
  }
}

const questionOf = (row: SqlRow): Question => ({
  id: String(row.id),
  tokenId: String(row.token_id),
  tool: String(row.tool),
  params: recordIn(row.params),
  hash: String(row.hash),
  wish: wishOf(recordIn(row.wish)),
  intents: listIn(row.intents),
  summary: String(row.summary),
  cost: typeof row.cost === 'string' ? row.cost : undefined,
  reasons: listIn(row.reasons),
  market: marketOf(row.market),
  askedAt: Number(row.asked_at),
  lapsesAt: Number(row.lapses_at),
})

const wishOf = (wish: Readonly<Record<string, unknown>>): Wish => ({
  tokenId: String(wish.tokenId),
  request: String(wish.request),
  digest: String(wish.digest),
  idempotencyKey: typeof wish.idempotencyKey === 'string' ? wish.idempotencyKey : undefined,
  insists: wish.insists === true,
})

const marketOf = (value: unknown): Question['market'] => {
  const { pair, bid, ask } = typeof value === 'string' ? recordIn(value) : {}
  return bid === undefined || ask === undefined
    ? undefined
    : { pair: String(pair), bid: String(bid), ask: String(ask) }
}

const recordIn = (value: unknown): Readonly<Record<string, unknown>> => {
  const parsed: unknown = JSON.parse(String(value))
  return isRecord(parsed) ? parsed : {}
}

const listIn = (value: unknown): readonly string[] => {
  const parsed: unknown = JSON.parse(String(value))
  return Array.isArray(parsed) ? parsed.map(String) : []
}
