import { divide, isZero } from '../../domain/money.ts'
import type { AddIntent, OrderIntent } from '../../domain/order.ts'
import type { Facts, PairFact } from '../../domain/risk/facts.ts'
import { collarEdge, lastEdge, lifetimeOf, shapeOf } from '../../domain/risk/shape.ts'
import { reduces } from '../../domain/risk/words.ts'
import type { Params } from '../../kraken/endpoint.ts'

/** What a call becomes before it leaves, and what its caller is told of that. */
export interface Shaped {
  readonly params: Params
  readonly notes: readonly string[]
}

type Shape = ReturnType<typeof shapeOf>

/** A book is believed for so long; after it the last price is, with twice the room. */
const BOOK_LIFETIME_MS = 5_000

/**
 * Narrows what was judged, never widens it: market orders leave as IOC limits at the collar's edge, and orders that would
 * rest for ever get an end. Takes the call's parameters and its orders, in the same order.
 */
export const shape = (params: Params, intents: readonly OrderIntent[], facts: Facts): Shaped => {
  const narrowest = shapeOf(facts.bounds)
  const notes: string[] = []
  const one = (order: Params, position: number): Params => {
    const intent = intents[position]
    const changed = intent?.kind === 'add' ? shaped(order, intent, narrowest, facts) : undefined
    if (changed) notes.push(changed.note)
    return changed?.order ?? order
  }
  const orders: readonly Params[] | undefined = Array.isArray(params.orders) ? params.orders : undefined
  const whole = orders ? { ...params, orders: orders.map(one) } : one(params, 0)
  return { params: whole, notes: [...new Set(notes)] }
}

interface Changed {
  readonly order: Params
  readonly note: string
}

const shaped = (order: Params, intent: AddIntent, narrowest: Shape, facts: Facts): Changed | undefined =>
  intent.orderType === 'market'
    ? asIoc(order, intent, narrowest, facts)
    : withEnd(order, intent, narrowest, facts)

const asIoc = (order: Params, intent: AddIntent, narrowest: Shape, facts: Facts): Changed | undefined => {
  const pair = facts.pairs.get(intent.pair)
  // Volume 0 is "whatever closes the position": no limit order says that, and it can only reduce.
  if (narrowest.marketAs !== 'ioc' || !pair || isZero(intent.volume)) return undefined
  const edge = edgeOf(intent, pair, narrowest.collarPercent, facts)
  if (edge === undefined) return undefined
  const { expiretm: _, oflags: __, ...rest } = order
  const flags = (intent.flags ?? []).filter((flag) => flag !== 'viqc')
  const isCost = flags.length < (intent.flags ?? []).length
  const volume = isCost ? divide(intent.volume, edge, pair.lotDecimals) : intent.volume
  return {
    order: {
      ...rest,
      ...(flags.length > 0 ? { oflags: flags } : {}),
      ordertype: 'limit',
      price: edge,
      volume,
      timeinforce: 'IOC',
    },
    note: `Sent as an immediate-or-cancel limit of ${volume} at ${edge}: the edge of the mandate’s price collar.`,
  }
}

const edgeOf = (
  { side, pair }: AddIntent,
  { tickSize }: PairFact,
  percent: string | undefined,
  { books, lasts, now }: Facts,
): string | undefined => {
  if (percent === undefined) return undefined
  const [book, last] = [books.get(pair), lasts.get(pair)]
  // A book that is one-sided or crossed has no edge, and is no book.
  const edge =
    book && now - book.at <= BOOK_LIFETIME_MS ? collarEdge(book, side, percent, tickSize) : undefined
  return edge ?? (last && lastEdge(last.price, side, percent, tickSize))
}

const withEnd = (order: Params, intent: AddIntent, narrowest: Shape, facts: Facts): Changed | undefined => {
  const { now, bounds } = facts
  if (narrowest.lifeSeconds === undefined) return undefined
  const isReducing = bounds.every((bound) => reduces(intent, facts, bound))
  const end = lifetimeOf(intent, narrowest.lifeSeconds, now, isReducing)
  if (end === undefined) return undefined
  // Counted by Kraken from when the order arrives.
  const seconds = Math.round(end - now / 1000)
  return {
    order: { ...order, timeinforce: 'GTD', expiretm: `+${seconds}` },
    note: `The mandate lets orders rest for ${seconds} s: it expires then.`,
  }
}
