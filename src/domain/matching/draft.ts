import { add, type Decimal, isNegative, subtract } from '../money.ts'
import type { Effect, Entry } from './effect.ts'
import { type IdSource, makeId } from './ids.ts'
import type { Order } from './order.ts'
import type { MatchState, Position, Taken } from './state.ts'

/** A working copy of the state for the length of one event; orders and positions in it are replaced, never changed. */
export interface Draft {
  ids: IdSource
  balances: Record<string, Decimal>
  orders: Record<string, Order>
  positions: Record<string, Position>
  taken: Record<string, Taken>
  effects: Effect[]
}

/** What an event leads to. */
export interface Outcome {
  readonly state: MatchState
  readonly effects: readonly Effect[]
}

/** Runs one event on a copy: when it throws, the state that came in is untouched. */
export const apply = (state: MatchState, change: (draft: Draft) => void): Outcome => {
  const draft: Draft = {
    ids: { ...state.ids },
    balances: { ...state.balances },
    orders: { ...state.orders },
    positions: { ...state.positions },
    taken: { ...state.taken },
    effects: [],
  }
  change(draft)
  const { effects, ...rest } = draft
  return { state: rest, effects }
}

/** The next id; `O` for orders, `T` for trades, positions and amends, `L` for ledger rows. */
export const mint = (draft: Pick<Draft, 'ids'>, prefix: 'O' | 'T' | 'L'): string => {
  const id = makeId(prefix, draft.ids)
  draft.ids = { ...draft.ids, next: draft.ids.next + 1 }
  return id
}

/** Adds a ledger row and moves the balance by `amount` − `fee`. A balance below zero is a fault of ours, never a refusal. */
export const move = (
  draft: Draft,
  row: Omit<Entry, 'id' | 'balance' | 'subtype'> & { subtype?: string },
): string => {
  const balance = subtract(add(draft.balances[row.asset] ?? '0', row.amount), row.fee)
  if (isNegative(balance)) throw new RangeError(`the balance of ${row.asset} would be ${balance}`)
  const id = mint(draft, 'L')
  draft.balances[row.asset] = balance
  draft.effects.push({ kind: 'ledger', entry: { subtype: '', ...row, id, balance } })
  return id
}

/** Takes an order out of the book for good. */
export const finish = (
  draft: Draft,
  order: Order,
  end: { status: 'closed' | 'canceled' | 'expired'; reason: string | null; now: number },
): Order => {
  const over: Order = { ...order, status: end.status, reason: end.reason, closedAt: end.now }
  delete draft.orders[order.id]
  draft.effects.push({ kind: 'closed', order: over })
  return over
}
