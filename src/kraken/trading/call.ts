import type { Depth } from '../../domain/matching/depth.ts'
import type { Order } from '../../domain/matching/order.ts'
import type { Print } from '../../domain/matching/print.ts'
import type { Decimal } from '../../domain/money.ts'
import type { AccountState } from './account.ts'
import type { Params } from './arguments.ts'
import type { Habits } from './habits.ts'

/** A pair as AssetPairs describes it, with the names that find it. */
export interface Pair {
  readonly key: string // XXBTZUSD
  readonly altname: string // XBTUSD
  readonly wsname: string // XBT/USD
  readonly symbol: string // BTC/USD
  readonly base: string // XXBT
  readonly quote: string // ZUSD
  readonly pairDecimals: number
  readonly lotDecimals: number
  readonly costDecimals: number
  readonly tickSize: Decimal
  readonly orderMin: Decimal
  readonly costMin: Decimal
  readonly leverageBuy: readonly number[]
  readonly leverageSell: readonly number[]
  readonly status: 'online' | 'cancel_only' | 'post_only' | 'limit_only' | 'reduce_only'
}

/** What a trading call needs of the public market; whoever builds it has fetched beforehand. */
export interface TradingMarket {
  readonly pairs: ReadonlyMap<string, Pair>
  /** Finds a pair by key, altname or display symbol; `XBT/USD` is refused, as Kraken refuses it. */
  find(name: string): Pair | undefined
  /** Finds an asset by key, altname or display name; `decimals` are its ledger's. */
  asset(name: string): { readonly key: string; readonly decimals: number } | undefined
  book(pair: string, now: number): Depth
  /** The last print's price; equals the ticker's `c`. */
  last(pair: string, now: number): Decimal
}

/** A market that also keeps its tape. */
export interface TapedMarket extends TradingMarket {
  /** From when on `book` knows the books of past moments (unix milliseconds); prints before it are seen late. Absent: it knows them all. */
  readonly knownFrom?: number | undefined
  /** Prints with after < time <= until, oldest first. */
  prints(pair: string, after: number, until: number): readonly Print[]
}

/** What of the account's past a caller sees; all of it where nothing is said. */
export interface Window {
  order(order: Order): boolean
  moment(time: number): boolean
}

/** One call on a trading account. `now` is unix milliseconds. */
export interface TradingCall {
  readonly account: AccountState
  readonly market: TradingMarket
  readonly params: Params
  readonly now: number
  /** When a call that was held came in; absent where it is carried out at once. */
  readonly arrivedAt?: number | undefined
  readonly habits: Habits
  readonly window?: Window | undefined
}

/** Answers one of Kraken's trading or account endpoints: returns its `result`, changes `account`, throws `Refused`. */
export type TradingHandler = (call: TradingCall) => unknown
