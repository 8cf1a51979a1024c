import type { Decimal } from '../domain/money.ts'
import type { Endpoint } from '../kraken/endpoint.ts'
import type { Venue } from './market/venue.ts'
import type { ApiKey, World } from './world.ts'

/** Thrown by a handler where Kraken would refuse: its own error string, such as "EOrder:Insufficient funds". */
export class KrakenRefusal extends Error {
  readonly error: string
  constructor(error: string) {
    super(error)
    this.error = error
  }
}

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

export interface Level {
  readonly price: Decimal
  readonly volume: Decimal
}

/** Best first on both sides. */
export interface Book {
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
}

/** One print of the public tape. `side` is the taker's; `time` is unix milliseconds. */
export interface Print {
  readonly id: number
  readonly time: number
  readonly price: Decimal
  readonly volume: Decimal
  readonly side: 'buy' | 'sell'
  readonly orderType: 'market' | 'limit'
}

/** The seeded public market: a pure function of seed and time. */
export interface Market {
  readonly pairs: ReadonlyMap<string, Pair>
  /** Finds a pair by key, altname or display symbol; `XBT/USD` is refused, as Kraken refuses it. */
  find(name: string): Pair | undefined
  book(key: string, now: number): Book
  /** The last print's price; equals the ticker's `c`. */
  last(key: string, now: number): Decimal
  /** Prints with after < time <= until, oldest first. */
  prints(key: string, after: number, until: number): readonly Print[]
  /** Candles and quotes of one pair, in ticks; throws a RangeError for an unknown key. */
  venue(key: string): Venue
}

/** One call as a handler sees it. `params` are decoded from form or JSON but not yet judged. */
export interface Call {
  readonly world: World
  readonly market: Market
  readonly endpoint: Endpoint
  readonly params: Readonly<Record<string, unknown>>
  /** Simulated unix milliseconds. */
  readonly now: number
  /** When a call that was held came in; absent where it is carried out at once. */
  readonly arrivedAt?: number
  /** The key that signed the call; absent on public paths. */
  readonly caller?: ApiKey
}

/** Answers one endpoint: returns Kraken's `result`, changes `world`, throws `KrakenRefusal`. */
export type Handler = (call: Call) => unknown
