import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Intended } from './journal.ts'
import type { OrderTag } from './order-tag.ts'

/** Who asked, for the journal. */
export interface Caller {
  /** When the call came to the front door, unix milliseconds. */
  readonly began: number
  readonly tokenId: string
  readonly request: string
}

/** An answer: Kraken's `result`, and a sentence of ours where something must be said beside it. */
export interface Answered {
  readonly result: unknown
  readonly note?: string
}

/** An account as its callers see it. Every method throws `BreakwaterError` and nothing else. */
export interface Exchange {
  read(endpoint: Endpoint, params: Params): Promise<Answered>
  /** Cancels, and Kraken's dead-man timer: nothing but the token stands in their way. */
  stop(endpoint: Endpoint, params: Params, caller: Caller): Promise<Answered>
  /** Orders and movements of funds: rails, then journal, then the body. */
  act(endpoint: Endpoint, params: Params, caller: Caller): Promise<Answered>
}

/** What is under the coats: the road to Kraken, or the book of a paper account. */
export interface Body {
  /** Waits until an acting call can go (permissions, rate budget); throws `forbidden` or `busy` before anything has left. */
  ready(endpoint: Endpoint, params: Params): Promise<void>
  /** Reads, with permissions and budget asked on the way; identical reads may share one answer. */
  read(endpoint: Endpoint, params: Params): Promise<Reply>
  /** Sends a stop ahead of everything; `depart` runs in the turn in which it leaves. `withinMs` shortens its timeout. */
  stop(endpoint: Endpoint, params: Params, depart?: () => void, withinMs?: number): Promise<Reply>
  /** A read that a stop needs: leaves like one, and asks neither permissions nor budget. Never throws for what the wire does. */
  urgent(endpoint: Endpoint, params: Params, withinMs: number): Promise<Reply>
  /**
   * Sends what is on record, once. `depart` runs in the turn in which it leaves, with the deadline it carries; `arrive` in the turn
   * in which the reply does, before anything else may leave.
   */
  send(
    intended: Intended,
    depart: (deadline: string | undefined) => void,
    arrive?: (reply: Reply) => void,
  ): Promise<Reply>
  /** Takes back orders that still wait; answers which. */
  withdraw(matches: (order: OrderTag) => boolean): readonly OrderTag[]
  /** The orders in flight that match. */
  inFlight(matches: (order: OrderTag) => boolean): readonly OrderTag[]
  /** Resolves when no order in flight matches any more. */
  landed(matches: (order: OrderTag) => boolean): Promise<void>
}
