import { BreakwaterError, withDetails } from '../domain/errors.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { failureOf } from '../kraken/errors.ts'
import type { Reply } from '../kraken/reply.ts'
import { answerOf } from './answer.ts'
import type { Arrivals } from './arrivals.ts'
import { attempt } from './attempt.ts'
import { isAmong, matcherOf, namesItsOrders, type OrderName, targetsOf } from './cancel-target.ts'
import { type Cancelled, cancelEach, type SendStop, together } from './cancels.ts'
import type { Answered, Body, Caller, Exchange } from './exchange.ts'
import type { Intent } from './intent.ts'
import type { Journal, Outcome } from './journal.ts'
import type { OrderTag } from './order-tag.ts'
import { outcomesOf } from './outcomes.ts'

interface StopDeps {
  readonly body: Body
  readonly journal: Journal
  readonly arrivals: Arrivals
  readonly now: () => number
  /** Our clock, corrected to Kraken's. */
  readonly exchangeNow: () => number
  /** A stop is in doubt: somebody should look. */
  readonly doubted: () => void
}

/** What a stop found on its way besides what Kraken answered. */
interface Aside {
  readonly withdrawn: readonly OrderTag[]
  readonly inDoubt: readonly Intent[]
}

/**
 * Cancels, and the raw dead-man timer. A cancel never passes its own order: one that still waits here is taken back and
 * never sent; one in flight is let land first, while the others are cancelled at once; for one in doubt the wish is
 * kept and carried out when it is found. Rails, budgets and permissions are not asked, and a journal that cannot be
 * written holds nothing up.
 */
export const createStops = ({
  body,
  journal,
  arrivals,
  now,
  exchangeNow,
  doubted,
}: StopDeps): Exchange['stop'] => {
  const send: SendStop = async (endpoint, params, caller) => {
    const id = attempt(() => journal.noteStop(endpoint, params, caller, now()))
    const reply = await body.stop(endpoint, params, () =>
      attempt(() => id && journal.stopSent(id, { ours: now(), exchanges: exchangeNow() })),
    )
    const [outcome] = outcomesOf({ endpoint, params }, reply, now())
    attempt(() => id && outcome && journal.stopSettled(id, isPast(endpoint, outcome), now()))
    if (outcome?.state === 'uncertain') attempt(doubted)
    return reply
  }

  // A journal that cannot be read hides the ids behind a userref; the names that were given are cancelled all the same.
  const known = { idsByUserref: (userref: number) => attempt(() => journal.idsByUserref(userref)) ?? [] }

  const uncertain = (matches: Matches): readonly Intent[] =>
    (attempt(() => doubtful(journal, matches)) ?? []).filter(({ state }) => state === 'uncertain')

  // What was taken back may have borne the id of an order that rests already: it would have been refused for that.
  const neverLeft = (clientOrderId: string): boolean => {
    const known = attempt(() => ({ order: journal.byOrder({ clientOrderId }) }))
    return known !== undefined && !MAY_REST.has(known.order?.state)
  }

  const cancelNamed = async (
    params: Params,
    aside: Aside,
    matches: Matches,
    caller: Caller,
  ): Promise<Answered> => {
    const gone = new Set(aside.withdrawn.map((order) => order.clientOrderId).filter(neverLeft))
    const targets = targetsOf(params, known).filter((name) => !isAmong(gone)(name))
    const flying = isAmong(new Set(body.inFlight(matches).map((order) => order.clientOrderId)))
    let done = await cancelEach(
      send,
      targets.filter((name) => !flying(name)),
      caller,
    )
    if (targets.some(flying)) {
      await body.landed(matches)
      done = together(done, await cancelEach(send, targets.filter(flying), caller))
    }
    attempt(() => noteEnded(journal, targets, done, now()))
    // An order that was in flight when the cancel came may be in doubt by now.
    return answerTo(done, { ...aside, inDoubt: uncertain(matches) }, now())
  }

  const stopAll = async (
    endpoint: Endpoint,
    params: Params,
    aside: Aside,
    caller: Caller,
  ): Promise<Answered> => {
    // What lands while this is on its way may have come after it: its answer says nothing of that.
    const before = attempt(() => journal.workingOrders()) ?? []
    const reply = await send(endpoint, params, caller)
    if (reply.kind === 'result' && endpoint.tool === 'cancel_all_orders' && !isPending(reply.result))
      attempt(() => {
        for (const order of before) journal.ended(order.id, 'canceled', now())
      })
    const answer = answerOf(endpoint, reply, now())
    const flying = body.inFlight(() => true)
    const late = flying.length > 0 && endpoint.tool === 'cancel_all_orders' ? [stillFlying(flying)] : []
    return noted(answer, [...(answer.note ? [answer.note] : []), ...late, ...wordsOf(aside)])
  }

  return async (endpoint, params, caller) => {
    const matches = matcherOf(endpoint, params)
    arrivals.stopped(matches, now())
    const withdrawn = [...arrivals.withdraw(matches), ...body.withdraw(matches)]
    attempt(() =>
      journal.wishCancelled(
        doubtful(journal, matches).map(({ id }) => id),
        caller.tokenId,
        now(),
      ),
    )
    const aside = { withdrawn, inDoubt: uncertain(matches) }
    return namesItsOrders(endpoint)
      ? cancelNamed(params, aside, matches, caller)
      : stopAll(endpoint, params, aside, caller)
  }
}

// Nothing shows afterwards whether a timer was set; whoever needs to know sets it again. A doubt would never be settled.
const isPast = ({ tool }: Endpoint, outcome: Outcome): Outcome =>
  tool === 'cancel_all_orders_after' && outcome.state === 'uncertain'
    ? { ...outcome, state: 'refused' }
    : outcome

const MAY_REST: ReadonlySet<string | undefined> = new Set(['sent', 'placed', 'uncertain'])

type Matches = (order: OrderTag) => boolean

const doubtful = (journal: Journal, matches: Matches): readonly Intent[] =>
  journal
    .unsettled()
    .filter(
      ({ clientOrderId, userref }) => clientOrderId !== undefined && matches({ clientOrderId, userref }),
    )

const answerTo = (done: Cancelled, aside: Aside, now: number): Answered => {
  const words = wordsOf(aside)
  if (done.failure) throw withWords(failureOfStop(done.failure, now), done, words)
  // "Unknown order" of one that is in doubt says nothing: it may still arrive.
  if (done.unknown && words.length === 0) throw unknownOrder()
  return noted({ result: { count: done.count, ...(done.pending && { pending: true }) } }, words)
}

// An answer that is not a count is no answer.
const failureOfStop = (
  { endpoint, reply }: { endpoint: Endpoint; reply: Reply },
  now: number,
): BreakwaterError =>
  failureOf(reply.kind === 'result' ? { kind: 'lost', why: 'not_envelope' } : reply, endpoint, now)

const withWords = (
  failure: BreakwaterError,
  { count }: Cancelled,
  words: readonly string[],
): BreakwaterError =>
  count === 0 && words.length === 0
    ? failure
    : withDetails(failure, { count, ...(words.length > 0 && { note: words.join(' ') }) })

const unknownOrder = () =>
  new BreakwaterError('refused', 'unknown_order', 'Kraken has no such open order.', {
    hint: 'It may be closed already: look with get_open_orders and get_closed_orders.',
    kraken: 'EOrder:Unknown order',
  })

const noted = (answer: Answered, words: readonly string[]): Answered =>
  words.length === 0 ? { result: answer.result } : { result: answer.result, note: words.join(' ') }

const wordsOf = ({ withdrawn, inDoubt }: Aside): readonly string[] => [
  ...(withdrawn.length > 0
    ? [`Not sent: ${withdrawn.length} order(s) still waited here and were taken back (${ids(withdrawn)}).`]
    : []),
  ...(inDoubt.length > 0
    ? [
        `In doubt: whether ${inDoubt.map(({ id }) => id).join(', ')} reached Kraken is uncertain; what is found will be cancelled.`,
      ]
    : []),
]

const stillFlying = (flying: readonly OrderTag[]): string =>
  `Still in flight when everything was cancelled: ${ids(flying)}; whatever of it is placed afterwards will be cancelled.`

const ids = (orders: readonly OrderTag[]): string => orders.map((order) => order.clientOrderId).join(', ')

/** Only when all that was named was cancelled is it known of each. */
const noteEnded = (
  journal: Journal,
  targets: readonly OrderName[],
  { count, pending }: Cancelled,
  now: number,
): void => {
  if (pending || count < targets.length) return
  for (const name of targets) {
    const order = journal.byOrder('txid' in name ? { txid: name.txid } : { clientOrderId: name.cl_ord_id })
    if (order?.state === 'placed') journal.ended(order.id, 'canceled', now)
  }
}

const isPending = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'pending' in result && result.pending === true
