import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { TradesHistory } from '../kraken/endpoints/account.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Clock } from './clock.ts'
import { queryOrders } from './closed-orders.ts'
import type { Intent } from './intent.ts'
import type { Journal } from './journal.ts'
import { endingOf } from './look.ts'
import { lookAtOpenOrders, type SeenOrder } from './order-look.ts'
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
}

/** Trades are read when something changed, or this long after the last time. */
const TRADES_EVERY_MS = 10 * 60_000
const BEFORE_MS = 60_000

/**
 * Holds the journal against the exchange: what was placed and is open no more has filled, expired or been cancelled by
 * somebody; what is open and unknown is the child of one of ours, or a stranger's. Strangers are kept as the owner's:
 * shown and counted, and cancelled only by what cancels everything. A look that is not complete changes nothing.
 */
export const createReconcile = (deps: ReconcileDeps) => {
  const { journal, states, clock, skewMs, ask, foreignId, cancel } = deps

  const adopt = (order: SeenOrder, now: number): void => {
    if (journal.byOrder({ txid: order.txid, clientOrderId: order.clientOrderId })) return
    if (order.clientOrderId !== undefined && OURS.test(order.clientOrderId)) foreignId(order.clientOrderId)
    const parent = order.refid === undefined ? undefined : journal.byOrder({ txid: order.refid })
    journal.adopt(order, parent, now)
  }

  const close = async (gone: readonly Intent[], now: number): Promise<void> => {
    const orders = await queryOrders(
      ask,
      gone.flatMap(({ txids: [txid] }) => txid ?? []),
    )
    for (const intent of orders ? gone : []) {
      const order = orders?.get(intent.txids[0] ?? '')
      const how = order && endingOf(order)
      if (how) journal.ended(intent.id, how, now)
    }
  }

  const readTrades = async (now: number): Promise<void> => {
    const last = states.get('trades_read_at')
    // Trades are told by Kraken's clock.
    const from = (typeof last === 'number' ? last - BEFORE_MS : now - TRADES_EVERY_MS) + skewMs()
    const reply = await ask(TradesHistory, { start: String(Math.floor(from / 1000)), without_count: true })
    if (reply.kind !== 'result') return
    for (const txid of ordersOfTrades(reply.result))
      if (!journal.byOrder({ txid })) journal.strange(txid, now)
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
    const gone = working.filter(({ txids: [txid] }) => txid !== undefined && !shown.has(txid))
    if (gone.length > 0) await close(gone, now)
    const readAt = states.get('trades_read_at')
    const isDue = typeof readAt !== 'number' || now - readAt >= TRADES_EVERY_MS
    if (gone.length > 0 || isDue) await readTrades(now)
  }
}

/** The form of our own client order ids: see `newClientOrderId`. */
const OURS = /^bw[a-z2-7]{16}$/

const ordersOfTrades = (result: unknown): readonly string[] => {
  const trades =
    typeof result === 'object' && result !== null && 'trades' in result ? result.trades : undefined
  if (typeof trades !== 'object' || trades === null) return []
  const ids = Object.values(trades).flatMap((trade: unknown) =>
    typeof trade === 'object' && trade !== null && 'ordertxid' in trade && typeof trade.ordertxid === 'string'
      ? [trade.ordertxid]
      : [],
  )
  return [...new Set(ids)]
}
