import { isRecord } from '../domain/record.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { TradesHistory } from '../kraken/endpoints/account/trades.ts'
import type { Reply } from '../kraken/reply.ts'
import { attempt } from './attempt.ts'
import type { Clock } from './clock.ts'
import { queryOrders } from './closed-orders.ts'
import type { Intent } from './intent.ts'
import type { Journal } from './journal.ts'
import { lookAtOpenOrders, type SeenOrder } from './order-look.ts'
import type { Fills } from './rails/fills.ts'
import { refreshFills } from './rails/refresh.ts'
import type { PairTable, Tables } from './rails/tables.ts'
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

  /** Answers whether the order is on record. A child waits until it is known whose order in doubt may be its parent. */
  const adopt = (order: SeenOrder, table: PairTable, now: number): boolean => {
    if (journal.byOrder({ txid: order.txid, clientOrderId: order.clientOrderId })) return true
    const parent = order.refid === undefined ? undefined : journal.byOrder({ txid: order.refid })
    if (order.refid !== undefined && !parent && isInDoubt(order, table)) return false
    if (order.clientOrderId !== undefined && OURS.test(order.clientOrderId)) foreignId(order.clientOrderId)
    if (!parent && order.status !== 'open' && order.status !== 'pending') journal.strange(order.txid, now)
    journal.adopt(order, parent, table.pair(order.pair)?.symbol, now)
    if (parent?.cancelWish !== undefined && isRevoked(parent.tokenId)) inherit(order, parent.cancelWish, now)
    return true
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

  const isInDoubt = ({ pair }: SeenOrder, table: PairTable): boolean => {
    const symbol = table.pair(pair)?.symbol
    return journal
      .unsettled()
      .some((intent) => intent.pair !== undefined && table.pair(intent.pair)?.symbol === symbol)
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
  const readTrades = async (table: PairTable, now: number): Promise<boolean> => {
    const last = states.get('trades_read_at')
    // Trades are told by Kraken's clock.
    const from = (typeof last === 'number' ? last - BEFORE_MS : now - TRADES_EVERY_MS) + skewMs()
    const traded = await tradedSince(from)
    if (!traded) return false
    const unknown = traded.filter((txid) => !journal.byOrder({ txid }))
    for (let at = 0; at < unknown.length; at += PAGE) {
      const seen = await queryOrders(ask, unknown.slice(at, at + PAGE))
      // What could not be looked at now is read again from the same moment.
      if (!seen) return false
      const isWhole = [...seen.values()].map((order) => adopt(order, table, now)).every((known) => known)
      fills.learn([...seen.values()], table.pair, now)
      if (!isWhole) return false
    }
    states.set('trades_read_at', now)
    return true
  }

  return async (now = clock.now()): Promise<void> => {
    const awaited = journal.closesAwaited(now)
    const open = await lookAtOpenOrders(ask)
    const table = open && (await tables.load())
    if (!table) return
    const shown = new Set(open.map(({ txid }) => txid))
    const isWhole = open.map((order) => adopt(order, table, now)).every((known) => known)
    const working = journal.workingOrders()
    for (const intent of working)
      if (intent.cancelWish !== undefined && shown.has(intent.txids[0] ?? '')) await cancel(intent)
    const left = [...journal.notFinal(), ...working]
    const gone = left.filter(({ txids: [txid] }) => txid !== undefined && !shown.has(txid))
    // What is open may have traded, or been amended elsewhere; of what is open no more this is its end and its last fills.
    fills.learn(open, table.pair, now)
    await refreshFills({ fills, ask, now: () => now }, gone, table)
    const readAt = states.get('trades_read_at')
    const isDue = typeof readAt !== 'number' || now - readAt >= TRADES_EVERY_MS
    const isRead = (gone.length > 0 || isDue || awaited.length > 0) && (await readTrades(table, now))
    if (isRead && isWhole) journal.closesSeen(awaited, now)
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
