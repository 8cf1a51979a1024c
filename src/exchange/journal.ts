import type { BreakwaterError } from '../domain/errors.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Audit } from './audit.ts'
import type { IntentState } from './intent.ts'
import { createBook, type JournalBook } from './journal-book.ts'
import { createMoveIntent } from './journal-moves.ts'
import { createJournalRecovery, createLives, type JournalRecovery } from './journal-recovery.ts'
import { createRows } from './journal-rows.ts'
import { createSending, type JournalSending } from './journal-sending.ts'
import { createStrangers, type JournalStrangers } from './journal-strangers.ts'
import type { Approved } from './rails.ts'
import { type Replay, replayOf } from './replay.ts'
import type { Sql } from './sql.ts'
import { mustNotRepeat } from './twins.ts'
import { newIdsOf } from './used-ids.ts'

declare const written: unique symbol

/** An approved call with its rows on record; only the journal makes one, and orders leave as nothing else. */
export interface Intended {
  readonly call: Approved
  /** One id for each order of the call, in the call's order; exactly one for any other call. */
  readonly intents: readonly string[]
  readonly clientOrderIds: readonly string[]
  readonly [written]: true
}

/** Who wants a call, and how it can be told from another. */
export interface Wish {
  readonly tokenId: string
  readonly request: string
  /** One word for what is wanted: see `digestOf`. */
  readonly digest: string
  readonly idempotencyKey: string | undefined
  /** The caller gave ids of its own, and so says that a second order like the last is meant. */
  readonly insists: boolean
}

/** One moment by two clocks, unix milliseconds. */
export interface Moment {
  readonly ours: number
  readonly exchanges: number
}

/** What became of one intent. */
export interface Outcome {
  readonly state: Extract<IntentState, 'placed' | 'refused' | 'uncertain' | 'busy' | 'withdrawn' | 'denied'>
  readonly txids?: readonly string[]
  /** The error code of a refusal or a doubt, and Kraken's words for it. */
  readonly code?: string
  readonly kraken?: string | undefined
}

export interface Journal extends JournalBook, JournalSending, JournalStrangers, JournalRecovery {
  /** What an earlier call under the same idempotency key came to; throws key_reused if that call was another. */
  replay(wish: Wish): Replay | undefined
  /**
   * Writes one row for each order, in one step, before anything is sent; or takes the rows that waited for approval (`reuse`).
   * Throws order_id_used, probable_repeat, unsettled_transfer.
   */
  intend(call: Approved, wish: Wish, now: number, reuse?: readonly string[]): Intended
  /** For a call that places nothing (`validate`): passes like one on record, and leaves no row. */
  rehearse(call: Approved): Intended
  /** Writes one row for a stop, which no rail has judged; answers its id. */
  noteStop(endpoint: Endpoint, params: Params, by: Pick<Wish, 'tokenId' | 'request'>, now: number): string
  /**
   * Writes one row for each order of a call that waits for its owner's word; answers their ids. Throws as `intend` does:
   * a call that waits already is not asked about twice.
   */
  awaitApproval(endpoint: Endpoint, params: Params, wish: Wish, now: number): readonly string[]
  /** Writes what the rails denied, and why; on the rows that waited for approval where there are such. */
  deny(
    endpoint: Endpoint,
    params: Params,
    wish: Wish,
    reason: BreakwaterError,
    now: number,
    reuse?: readonly string[],
  ): void
}

/** The append-only record of intents and outcomes, in the account object's own storage. */
export const createJournal = (sql: Sql, audit: Audit, newIntentId: () => string): Journal => {
  const lives = createLives(newIntentId)
  const { newId } = lives
  const { insert, takeUp } = createRows({ sql, audit, newId })
  const move = createMoveIntent({ sql, audit })

  return {
    ...createBook(sql, audit),
    ...createStrangers({ sql, audit, newId }),
    ...createJournalRecovery({ sql, move, lives }),
    ...createSending(sql, move),
    replay: (wish) => replayOf(sql, wish),
    rehearse: (call) => onRecord({ call, intents: [], clientOrderIds: [] }),

    intend: (call, wish, now, reuse) =>
      sql.transaction(() => {
        const clientOrderIds = newIdsOf(sql, call.endpoint, call.params, reuse)
        mustNotRepeat(sql, call.endpoint, call.wanted, wish, now, reuse)
        const intents = reuse ? takeUp(reuse, call, now) : insert({ ...call, wish }, 'intended', now)
        return onRecord({ call, intents, clientOrderIds })
      }),
    awaitApproval: (endpoint, params, wish, now) =>
      sql.transaction(() => {
        newIdsOf(sql, endpoint, params)
        mustNotRepeat(sql, endpoint, params, wish, now)
        return insert({ endpoint, params, wish }, 'awaiting_approval', now)
      }),
    noteStop: (endpoint, params, by, now) =>
      sql.transaction(() => {
        const wish = { ...by, digest: '', idempotencyKey: undefined, insists: true }
        const [id = ''] = insert({ endpoint, params, wish }, 'intended', now)
        return id
      }),
    deny: (endpoint, params, wish, reason, now, reuse) =>
      sql.transaction(() => {
        if (!reuse) insert({ endpoint, params, wish }, 'denied', now, reason.code)
        for (const id of reuse ?? [])
          move(id, ['awaiting_approval'], { state: 'denied', code: reason.code }, now)
      }),
  }
}

// The one place where the mark is made.
const onRecord = (fields: Omit<Intended, typeof written>): Intended => fields as Intended
