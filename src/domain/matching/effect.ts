import type { Decimal } from '../money.ts'
import type { Side } from '../order.ts'
import type { Evidence } from './evidence.ts'
import type { Order } from './order.ts'
import type { Position } from './state.ts'

/** One ledger row: the balance moved by `amount` − `fee` and is `balance` after it. `time` is unix milliseconds. */
export interface Entry {
  readonly id: string
  readonly refid: string
  readonly time: number
  readonly type: string
  readonly subtype: string
  readonly asset: string
  readonly amount: Decimal
  readonly fee: Decimal
  readonly balance: Decimal
}

/** One fill. `cost` and `fee` are in quote currency, whatever currency the fee was charged in. */
export interface Trade {
  readonly id: string
  readonly number: number
  readonly orderId: string
  readonly pair: string
  readonly time: number
  readonly side: Side
  readonly orderType: string
  readonly role: 'maker' | 'taker'
  readonly price: Decimal
  readonly volume: Decimal
  readonly cost: Decimal
  readonly fee: Decimal
  /** What was really charged, in `feeAsset`. */
  readonly charged: Decimal
  readonly feeAsset: string
  readonly leverage: number
  readonly margin: Decimal
  /** The position that this trade opened or added to. */
  readonly positionId?: string | undefined
  /** The positions that it closed, wholly or partly. */
  readonly closes: readonly string[]
  readonly ledgers: readonly string[]
  readonly evidence: Evidence
  /** Filled from prints that were seen late: a guess on the unkind side. */
  readonly estimated?: true
  /** The fee is by our own dated table. */
  readonly feeAssumed?: true
}

/** What happened, in order. Orders and positions come as they are after the event. */
export type Effect =
  | { readonly kind: 'ledger'; readonly entry: Entry }
  | { readonly kind: 'trade'; readonly trade: Trade }
  | { readonly kind: 'opened'; readonly order: Order }
  | { readonly kind: 'triggered'; readonly order: Order }
  | { readonly kind: 'closed'; readonly order: Order }
  | { readonly kind: 'position-closed'; readonly position: Position }
