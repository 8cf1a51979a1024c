import type { Entry, Trade } from '../../domain/matching/effect.ts'
import { available as availableOf } from '../../domain/matching/hold.ts'
import { makeId } from '../../domain/matching/ids.ts'
import type { Order } from '../../domain/matching/order.ts'
import { Refused } from '../../domain/matching/refused.ts'
import type { MatchState, Position } from '../../domain/matching/state.ts'
import { add, type Decimal, isNegative, subtract } from '../../domain/money.ts'
import type { Counter } from './engine-rate.ts'

/** One ledger row, as Kraken's Ledgers shows it. `time` is unix milliseconds. */
export type LedgerEntry = Entry

/** One line of an order's audit trail. `time` is unix milliseconds. */
export interface Amend {
  readonly id: string
  readonly type: 'original' | 'user'
  readonly time: number
  readonly volume: Decimal
  readonly displayVolume: Decimal
  readonly remaining: Decimal
  readonly limit: Decimal
  readonly trigger: Decimal
  readonly postOnly: boolean
}

/** A trading account: what the engine goes on with, and the record of what is over, which only grows. Plain JSON. */
export interface AccountState extends MatchState {
  ids: MatchState['ids']
  balances: Record<string, Decimal>
  orders: Record<string, Order>
  positions: Record<string, Position>
  taken: MatchState['taken']
  ledger: LedgerEntry[]
  trades: Trade[]
  closed: Order[]
  closedPositions: Position[]
  /** By order id; an order that was never amended has none. */
  amends: Record<string, Amend[]>
  /** The matching engine's rate counters, by pair. */
  counters: Record<string, Counter>
  /** When the dead-man timer fires, in unix milliseconds; absent while it is off. */
  deadMan?: number | undefined
  /** Orders whose cancel is pending, by id, and when it takes effect. */
  cancelling?: Record<string, number>
  /** The row of the fee table (0 is the first) that the account has whatever it trades. */
  leastTier?: number | undefined
  /** Up to when the market was shown to the resting orders. */
  lookedAt: number
}

/** A movement of one asset that no trade makes: a deposit, a transfer, a reward. */
export interface Posting {
  readonly asset: string
  /** Signed; the fee is taken on top. */
  readonly amount: Decimal
  readonly fee?: Decimal
  readonly type: string
  readonly subtype?: string
  readonly refid?: string
  /** Unix milliseconds. */
  readonly now: number
}

/** Adds a ledger row and moves the balance by `amount` − `fee`; refuses what open orders hold or what would fall below zero. */
export const post = (account: AccountState, posting: Posting): LedgerEntry => {
  const fee = posting.fee ?? '0'
  const moved = subtract(posting.amount, fee)
  if (isNegative(moved) && isNegative(add(available(account, posting.asset), moved)))
    throw new Refused('EFunding:Insufficient funds')
  const entry: LedgerEntry = {
    id: takeId(account, 'L'),
    refid: posting.refid ?? takeId(account, 'T'),
    time: posting.now,
    type: posting.type,
    subtype: posting.subtype ?? '',
    asset: posting.asset,
    amount: posting.amount,
    fee,
    balance: add(account.balances[posting.asset] ?? '0', moved),
  }
  account.ledger.push(entry)
  account.balances[posting.asset] = entry.balance
  return entry
}

/** What can be spent of an asset: its balance less holds and bound margin. */
export const available = (account: AccountState, asset: string): Decimal => availableOf(account, asset)

/** The account's next id in Kraken's form. */
export const takeId = (account: AccountState, prefix: 'O' | 'T' | 'L'): string => {
  const { ids } = account
  account.ids = { ...ids, next: ids.next + 1 }
  return makeId(prefix, ids)
}
