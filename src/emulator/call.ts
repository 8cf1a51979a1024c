import type { Print as BarePrint } from '../domain/matching/print.ts'
import type { Endpoint } from '../kraken/endpoint.ts'
import type { TapedMarket } from '../kraken/trading/call.ts'
import type { Venue } from './market/venue.ts'
import type { ApiKey, World } from './world.ts'

/** One print of the public tape, with what Kraken's Trades tells of it. */
export interface Print extends BarePrint {
  readonly id: number
  readonly orderType: 'market' | 'limit'
}

/** The seeded public market: a pure function of seed and time. */
export interface Market extends TapedMarket {
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

/** Answers one endpoint: returns Kraken's `result`, changes `world`, throws `Refused`. */
export type Handler = (call: Call) => unknown
