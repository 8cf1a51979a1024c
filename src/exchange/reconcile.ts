import { isRecord } from '../domain/record.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { TradesHistory } from '../kraken/endpoints/account.ts'
import type { Reply } from '../kraken/reply.ts'
import { attempt } from './attempt.ts'
import type { Clock } from './clock.ts'
import { queryOrders } from './closed-orders.ts'
import type { Intent } from './intent.ts'
import type { Journal } from './journal.ts'
import { lookAtOpenOrders, type SeenOrder } from './order-look.ts'
import type { Fills } from './rails/fills.ts'
import { refreshFills } from './rails/refresh.ts'
import type { Tables } from './rails/tables.ts'
import type { States } from './states.ts'

type Ask = (endpoint: Endpoint, params: Params) => Promise<Reply>

interface ReconcileDeps {
  readonly journal: Journal
  readonly states: States
  readonly clock: Pick<Clock, 'now'>
  /** How far Kraken's clock is ahead of ours, milliseconds. */
  readonly skewMs: () => number
  /** Asks within the background's share of the budget. */
  readonly ask: Ask
  /** Somebody placed an order in our id form that we know nothing of. */
  readonly foreignId: (clientOrderId: string) => void
  /** Carries out a cancel that was wished for while an order was in doubt. */
  readonly cancel: (intent: Intent) => Promise<void>
  readonly fills: Fills
  readonly tables: Tables
  /** Throws where the token was revoked. */
  readonly mustStand: (tokenId: string) => void
}

/** Trades are read when something changed, or this long after the last time. */
const TRADES_EVERY_MS = 10 * 60_000
const BEFORE_MS = 60_000
/** Kraken's page of trades, and how many of them are read at once. */
const PAGE = 50
const MOST_PAGES = 5

/**
 * Holds the journal against the exchange: what was placed and is open no more has filled, expired or been cancelled by
 * somebody; what is open and unknown is the child of one of ours, or a stranger's. Strangers are kept as the owner's:
 * shown and counted, and cancelled only by what cancels everything. A look that is not complete changes nothing.
 */
export const createReconcile = (deps: ReconcileDeps) => {
  const { journal, states, clock, skewMs, ask, foreignId, cancel, fills, tables, mustStand } = deps

  const adopt = (order: SeenOrder, now: number): void => {
    if (journal.byOrder({ txid: order.txid, clientOrderId: order.clientOrderId })) return
    if (order.clientOrderId !== undefined && OURS.test(order.clientOrderId)) foreignId(order.clientOrderId)
    const parent = order.refid === undefined ? undefined : journal.byOrder({ txid: order.refid })
    if (!parent && order.status !== 'open' && order.status !== 'pending') journal.strange(order.txid, now)
    journal.adopt(order, parent, now)
    if (parent?.cancelWish !== undefined && isRevoked(parent.tokenId)) inherit(order, parent.cancelWish, now)
  }

  const isRevoked = (tokenId: string): boolean =>
    attempt(() => {
      mustStand(tokenId)
      return true
    }) === undefined

  const inherit = ({ txid }: SeenOrder, by: string, now: number): void => {
    const child = journal.byOrder({ txid })
    if (child) journal.wishCancelled([child.id], by, now)
  }

  /** What is open and has traded, and what is open no more: its end and its last fills. */
  const learn = async (open: readonly SeenOrder[], gone: readonly Intent[], now: number): Promise<void> => {
    const traded = open.filter(({ executed }) => Number(executed) > 0)
    const table = traded.length + gone.length > 0 ? await tables.load() : undefined
    if (!table) return
    fills.learn(traded, table.pair, now)
    await refreshFills({ fills, ask, now: () => now }, gone, table)
  }

  /** Undefined where a page could not be read, or there are more of them than we walk. */
  const tradedSince = async (from: number): Promise<readonly string[] | undefined> => {
    const txids = new Set<string>()
    for (let page = 0; page < MOST_PAGES; page++) {
      const params = { start: String(Math.floor(from / 1000)), without_count: true }
      const reply = await ask(TradesHistory, page === 0 ? params : { ...params, ofs: page * PAGE })
      if (reply.kind !== 'result') return undefined
      const trades = tradesIn(reply.result)
      for (const txid of trades) txids.add(txid)
      if (trades.length < PAGE) break
    }
    return [...txids]
  }

  /** Orders that traded and were never seen open: children that filled at once, and strangers. */
  const readTrades = async (now: number): Promise<void> => {
    const last = states.get('trades_read_at')
    // Trades are told by Kraken's clock.
    const from = (typeof last === 'number' ? last - BEFORE_MS : now - TRADES_EVERY_MS) + skewMs()
    const traded = await tradedSince(from)
    if (!traded) return
    const unknown = traded.filter((txid) => !journal.byOrder({ txid }))
    for (let at = 0; at < unknown.length; at += PAGE) {
      const seen = await queryOrders(ask, unknown.slice(at, at + PAGE))
      const table = seen && (await tables.load())
      // What could not be looked at now is read again from the same moment.
      if (!table) return
      for (const order of seen.values()) adopt(order, now)
      fills.learn([...seen.values()], table.pair, now)
    }
    states.set('trades_read_at', now)
  }

  return async (now = clock.now()): Promise<void> => {
    const open = await lookAtOpenOrders(ask)
    if (!open) return
    const shown = new Set(open.map(({ txid }) => txid))
    for (const order of open) adopt(order, now)
    const working = journal.workingOrders()
    for (const intent of working)
      if (intent.cancelWish !== undefined && shown.has(intent.txids[0] ?? '')) await cancel(intent)
    const left = [...journal.notFinal(), ...working]
    const gone = left.filter(({ txids: [txid] }) => txid !== undefined && !shown.has(txid))
    await learn(open, gone, now)
    const readAt = states.get('trades_read_at')
    const isDue = typeof readAt !== 'number' || now - readAt >= TRADES_EVERY_MS
    if (gone.length > 0 || isDue) await readTrades(now)
  }
}

/** The form of our own client order ids: see `newClientOrderId`. */
const OURS = /^bw[a-z2-7]{16}$/

/** The orders of the trades on a page, one for each trade. */
const tradesIn = (result: unknown): readonly string[] => {
  const trades = isRecord(result) && isRecord(result.trades) ? Object.values(result.trades) : []
  return trades.flatMap((trade) =>
    isRecord(trade) && typeof trade.ordertxid === 'string' ? [trade.ordertxid] : [],
  )
}
