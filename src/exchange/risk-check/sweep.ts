import { isIncreasing, type OpenPositionSize } from '../../domain/equity/increasing.ts'
import { isBreakwaterError } from '../../domain/errors.ts'
import { amountIn } from '../../domain/field.ts'
import { subtract } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import { OpenOrders } from '../../kraken/endpoints/account/orders.ts'
import { OpenPositions } from '../../kraken/endpoints/account/positions.ts'
import { CancelOrder, CancelOrderBatch } from '../../kraken/endpoints/trading/cancelling.ts'
import type { Clock } from '../clock.ts'
import type { Body, Exchange } from '../exchange.ts'
import type { Intent } from '../intent.ts'
import type { JournalBook } from '../journal-book.ts'
import { OWNER_ID } from '../owner-id.ts'
import { isProtective, positionsIn, rowsIn } from '../protective.ts'
import type { PairTable } from '../rails/tables.ts'
import { CALL_MS } from '../sweep.ts'

interface SweepDeps {
  readonly body: Pick<Body, 'urgent'>
  readonly journal: Pick<JournalBook, 'byOrder' | 'unsettled' | 'list'>
  readonly stop: Exchange['stop']
  readonly table: () => PairTable | undefined
  readonly clock: Pick<Clock, 'now'>
}

type Row = Readonly<Record<string, unknown>>

const MOST_WAITING = 256

/**
 * Cancels by id every order that would take the account further in, of the tokens that are counted; protective ones, what
 * takes it out, and orders that were never ours stay. Answers whether nothing such is left. Never throws.
 */
export const createRiskSweep = ({ body, journal, stop, table, clock }: SweepDeps) => {
  const cancel = async (
    params: Readonly<Record<string, unknown>>,
    endpoint: typeof CancelOrder | typeof CancelOrderBatch,
  ) => {
    try {
      await stop(endpoint, params, { tokenId: OWNER_ID, request: 'risk', began: clock.now() })
    } catch (failure) {
      // What is gone already needs no cancel; anything else is tried again with the next reading.
      if (!isBreakwaterError(failure)) throw failure
    }
  }

  /** On their way, or in doubt: a cancel takes them back, or is kept for when they are found. */
  const underWay = (counts: ReadonlySet<string> | 'account', positions: Sizes): readonly string[] =>
    [...journal.unsettled(), ...journal.list({ state: 'intended', limit: MOST_WAITING })]
      .filter(({ tool }) => tool === 'add_order' || tool === 'add_order_batch')
      .filter(({ tokenId, cancelWish }) => isCounted(counts, tokenId) && cancelWish === undefined)
      .filter((intent) => isIncreasing(orderOfIntent(intent, table()), positions))
      .flatMap(({ clientOrderId }) => clientOrderId ?? [])

  const isOurs = (txid: string, row: Row, counts: ReadonlySet<string> | 'account'): boolean => {
    const clientOrderId = typeof row.cl_ord_id === 'string' && row.cl_ord_id ? row.cl_ord_id : undefined
    const intent = journal.byOrder({ txid, clientOrderId })
    return intent !== undefined && intent.tool !== 'stranger' && isCounted(counts, intent.tokenId)
  }

  const look = async (): Promise<
    { rows: readonly (readonly [string, Row])[]; positions: Sizes } | undefined
  > => {
    const rows = rowsIn(await body.urgent(OpenOrders, {}, CALL_MS), 'open')
    if (!rows) return undefined
    const asks = rows.some(([, row]) => isBuyOrMargin(row))
    const open = asks ? positionsIn(await body.urgent(OpenPositions, {}, CALL_MS)) : []
    return { rows, positions: open && sizesOf(open, table()) }
  }

  return async (counts: ReadonlySet<string> | 'account'): Promise<boolean> => {
    const seen = await look()
    if (!seen) return false
    const { rows, positions } = seen
    const txids = rows
      .filter(([txid, row]) => isOurs(txid, row, counts) && isIncreasing(orderOf(row, table()), positions))
      .map(([txid]) => txid)
    const waiting = underWay(counts, positions)
    for (const txid of txids) await cancel({ txid }, CancelOrder)
    if (waiting.length > 0) await cancel({ cl_ord_ids: waiting }, CancelOrderBatch)
    return txids.length + waiting.length === 0
  }
}

type Sizes = readonly OpenPositionSize[] | undefined

const isCounted = (counts: ReadonlySet<string> | 'account', tokenId: string): boolean =>
  counts === 'account' || counts.has(tokenId)

const descrOf = ({ descr }: Row): Row => (isRecord(descr) ? descr : {})

const isBuyOrMargin = (row: Row): boolean => {
  const { type, leverage } = descrOf(row)
  return type === 'buy' || isLeveraged(leverage)
}

const isLeveraged = (leverage: unknown): boolean =>
  leverage !== undefined && leverage !== null && leverage !== 'none' && leverage !== ''

const orderOf = (row: Row, table: PairTable | undefined) => {
  const { pair, type, ordertype, leverage } = descrOf(row)
  return {
    pair: symbolOf(pair, table),
    side: type === 'sell' ? ('sell' as const) : ('buy' as const),
    isTriggered: isProtective(ordertype),
    isMargin: isLeveraged(leverage),
    reduceOnly: row.reduce_only === true || ordertype === 'settle-position',
    volume: subtract(amountIn(row.vol), amountIn(row.vol_exec)),
  }
}

const orderOfIntent = ({ params, pair, side }: Intent, table: PairTable | undefined) => ({
  pair: symbolOf(pair, table),
  side: side === 'sell' ? ('sell' as const) : ('buy' as const),
  isTriggered: isProtective(params.ordertype),
  isMargin: isLeveraged(params.leverage),
  reduceOnly: params.reduce_only === true || params.ordertype === 'settle-position',
  volume: amountIn(params.volume),
})

const sizesOf = (
  positions: NonNullable<ReturnType<typeof positionsIn>>,
  table: PairTable | undefined,
): readonly OpenPositionSize[] =>
  positions.map(({ pair, type, volume, volume_closed }) => ({
    pair: symbolOf(pair, table),
    side: type,
    open: subtract(amountIn(volume), amountIn(volume_closed)),
  }))

const symbolOf = (name: unknown, table: PairTable | undefined): string =>
  table?.pair(String(name))?.symbol ?? String(name)
