import { BreakwaterError } from '../domain/errors.ts'
import type { Client } from '../kraken/client.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Reply } from '../kraken/reply.ts'
import { withdrawn } from './arrivals.ts'
import { attempt } from './attempt.ts'
import { type Clock, within } from './clock.ts'
import type { Nonces } from './nonces.ts'
import type { OrderTag } from './order-tag.ts'

/** How long a stop waits for the call in flight before it overtakes it. */
export const STOP_PATIENCE_MS = 1_000
/** How long a call may wait for its turn; past it the caller hears `busy`, and nothing was sent. */
export const QUEUE_DEADLINE_MS = 20_000
/** How many calls may wait. */
export const QUEUE_BOUND = 256

/** One call on its way through the lane. */
export interface Passage {
  readonly endpoint: Endpoint
  /**
   * Runs in the very turn in which the call leaves, before its nonce is minted: writes what must be on record and
   * returns the final parameters. Must not await; what it throws, the caller gets, and nothing is sent.
   */
  depart(): Params
  /** Runs in the very turn in which the reply arrives, before the next call may leave: writes down what came of it. */
  arrive?(reply: Reply): void
  /** The orders that this call would place. */
  readonly orders?: readonly OrderTag[]
  /** How long it may take, in milliseconds, where that is shorter than what its endpoint may. */
  readonly withinMs?: number | undefined
}

export interface Lane {
  /** Waits for its turn, sends, and returns Kraken's reply. Throws `busy` (queue_full) if it never left. */
  send(passage: Passage): Promise<Reply>
  /** Sends a stop, or a read that a stop needs: ahead of all that waits, past a call in flight after STOP_PATIENCE_MS. */
  stop(passage: Passage): Promise<Reply>
  /** Takes back waiting orders; their callers hear `refused` (order_withdrawn). Answers which. */
  withdraw(matches: (order: OrderTag) => boolean): readonly OrderTag[]
  /** The orders in flight that match. */
  inFlight(matches: (order: OrderTag) => boolean): readonly OrderTag[]
  /** Resolves when no order in flight matches any more. */
  landed(matches: (order: OrderTag) => boolean): Promise<void>
}

interface Waiting extends Passage {
  /** Leaves like a stop, whatever it is: also if the nonce's mark cannot be written. */
  readonly isStop: boolean
  /** A stop left while this was in flight: a refusal of its nonce then says nothing about the key. */
  overtaken: boolean
  settle(reply: Reply): void
  fail(reason: unknown): void
  /** Takes back the timer that watches over the wait. */
  cancelTimer(): void
}

interface LaneDeps {
  readonly client: Pick<Client, 'private'>
  readonly nonces: Nonces
  readonly clock: Clock
  /** How long a call to this endpoint may take, in milliseconds. */
  readonly timeoutMs: (endpoint: Endpoint) => number
  /** Learns from every reply, before its caller does. */
  readonly heard: (endpoint: Endpoint, reply: Reply, overtaken: boolean) => void
}

/**
 * The ordered road to Kraken for one key. One call leaves at a time, so nonces arrive in the order in which they were
 * minted; only a stop may overtake. Minting, signing and sending happen in one turn: nothing can come between.
 */
export const createLane = ({ client, nonces, clock, timeoutMs, heard }: LaneDeps): Lane => {
  const queue: Waiting[] = []
  const stops: Waiting[] = []
  const inFlight = new Map<Waiting, Promise<void>>()

  // Neither a stop nor a read waits for a mark that cannot be written: refused, they have done no harm.
  const mint = ({ isStop, endpoint }: Waiting): string =>
    isStop || endpoint.effect === 'read' ? nonces.nextOfStop() : nonces.next()

  const patience = ({ endpoint, withinMs = Number.POSITIVE_INFINITY }: Waiting): number =>
    Math.min(timeoutMs(endpoint), withinMs)

  const leave = (call: Waiting): void => {
    call.cancelTimer()
    for (const other of inFlight.keys()) other.overtaken = true
    let reply: Promise<Reply>
    try {
      const params = call.depart()
      reply = within(clock, patience(call), (signal) =>
        client.private(call.endpoint, params, { nonce: mint(call), signal }),
      )
    } catch (reason) {
      call.fail(reason)
      advance()
      return
    }
    // Once it has left, whatever goes wrong leaves it in doubt.
    const done = reply
      .catch((): Reply => ({ kind: 'lost', why: 'network' }))
      .then((answer) => {
        inFlight.delete(call)
        heard(call.endpoint, answer, call.overtaken)
        // What could not be written now is written by the caller, or its row counts as in doubt.
        attempt(() => call.arrive?.(answer))
        call.settle(answer)
        advance()
      })
    inFlight.set(call, done)
  }

  const advance = (): void => {
    if (inFlight.size > 0) return
    const next = stops.shift() ?? queue.shift()
    if (next) leave(next)
  }

  const enter = (line: Waiting[], passage: Passage, patienceMs: number, impatient: (call: Waiting) => void) =>
    new Promise<Reply>((settle, fail) => {
      const call: Waiting = {
        ...passage,
        isStop: line === stops,
        overtaken: false,
        settle,
        fail,
        cancelTimer: () => clear(),
      }
      const clear = clock.after(patienceMs, () => {
        if (remove(line, call)) impatient(call)
      })
      line.push(call)
      advance()
    })

  return {
    async send(passage) {
      if (queue.length >= QUEUE_BOUND) throw tooBusy(`${QUEUE_BOUND} calls already wait for Kraken`)
      return enter(queue, passage, QUEUE_DEADLINE_MS, (call) =>
        call.fail(tooBusy(`The call waited ${QUEUE_DEADLINE_MS / 1000} s for its turn`)),
      )
    },
    stop: (passage) => enter(stops, passage, STOP_PATIENCE_MS, leave),
    withdraw(matches) {
      const taken = queue.filter((call) => call.orders?.some(matches))
      for (const call of taken) {
        remove(queue, call)
        call.cancelTimer()
        call.fail(withdrawn())
      }
      return taken.flatMap((call) => call.orders ?? [])
    },
    inFlight: (matches) => [...inFlight.keys()].flatMap((call) => call.orders ?? []).filter(matches),
    async landed(matches) {
      const calls = [...inFlight].filter(([call]) => call.orders?.some(matches))
      await Promise.all(calls.map(([, done]) => done))
    },
  }
}

const remove = <T>(from: T[], item: T): boolean => {
  const at = from.indexOf(item)
  if (at >= 0) from.splice(at, 1)
  return at >= 0
}

const tooBusy = (what: string) =>
  new BreakwaterError('busy', 'queue_full', `${what}; this one was not sent.`, {
    hint: 'Wait, then send it again. Cancels are not held up by this.',
    retryAfter: 5,
  })
