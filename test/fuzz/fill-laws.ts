import type { Effect, Trade } from '../../src/domain/matching/effect.ts'
import type { MatchEvent } from '../../src/domain/matching/engine.ts'
import { type Order, remaining } from '../../src/domain/matching/order.ts'
import type { MatchState } from '../../src/domain/matching/state.ts'
import { compare, isLess, isMore, isNegative, sum } from '../../src/domain/money.ts'
import type { Happening } from './laws.ts'

/** The laws of fills: within limit and volume, a print once, nothing better than the touch, never against ourselves. */
export const fillLaws = ({ before, event, after: { state, effects } }: Happening): readonly string[] => {
  const trades = effects.flatMap((effect) => (effect.kind === 'trade' ? [effect.trade] : []))
  const orders = ordersOf(before, state, effects)
  return [
    ...trades.flatMap((trade) => tradeLaws(trade, orders.get(trade.orderId), event)),
    ...printLaw(trades, event),
    ...[...orders.values()].flatMap(orderLaws),
    ...uncrossed(state),
  ]
}

/** Every order that the event could touch, as it last stood. */
const ordersOf = (before: MatchState, after: MatchState, effects: readonly Effect[]) => {
  const orders = new Map(Object.entries({ ...before.orders, ...after.orders }))
  for (const effect of effects) if (effect.kind === 'closed') orders.set(effect.order.id, effect.order)
  return orders
}

const better = (side: 'buy' | 'sell', a: string, b: string) => (side === 'buy' ? isLess(a, b) : isMore(a, b))

const tradeLaws = (trade: Trade, order: Order | undefined, event: MatchEvent): readonly string[] => {
  const broken: string[] = []
  const { evidence, price, side } = trade
  if (order === undefined) return [`${trade.id} has no order`]
  if (order.limit !== undefined && better(side, order.limit, price))
    broken.push(`${trade.id} is beyond its order's limit`)
  if ((trade.role === 'maker') !== (evidence.kind === 'print' || evidence.kind === 'crossing'))
    broken.push(`${trade.id} is a ${trade.role} by ${evidence.kind}`)
  if (trade.role === 'maker' && price !== order.limit)
    broken.push(`${trade.id} is a maker at another price than its own`)
  if (evidence.kind === 'level' && better(side, price, touchOf(event, side)))
    broken.push(`${trade.id} is better than the touch`)
  if (evidence.kind === 'late-print') {
    if (trade.estimated !== true) broken.push(`${trade.id} is an estimate and does not say so`)
    if (better(side, price, evidence.print.price)) broken.push(`${trade.id} is better than its print`)
    if (evidence.trigger !== undefined && order.limit === undefined && better(side, price, evidence.trigger))
      broken.push(`${trade.id} is better than its trigger`)
  }
  return broken
}

const touchOf = (event: MatchEvent, side: 'buy' | 'sell'): string => {
  const depth =
    event.kind === 'book' ? event.depth : 'sight' in event ? event.sight.depth : { bids: [], asks: [] }
  return (side === 'buy' ? depth.asks[0]?.price : depth.bids[0]?.price) ?? 'no touch'
}

const printLaw = (trades: readonly Trade[], event: MatchEvent): readonly string[] => {
  if (event.kind !== 'print') return []
  const filled = sum(trades.map((trade) => trade.volume))
  return isMore(filled, event.print.volume) ? [`a print of ${event.print.volume} filled ${filled}`] : []
}

const orderLaws = (order: Order): readonly string[] => [
  ...(isNegative(remaining(order)) && !order.amended && order.type !== 'settle-position'
    ? [`${order.id} filled more than its volume`]
    : []),
  ...(order.queueAhead !== null && isNegative(order.queueAhead)
    ? [`${order.id} has less than no queue`]
    : []),
]

/** Our own resting orders never stand where they would trade with each other. */
const uncrossed = (state: MatchState): readonly string[] => {
  const best = new Map<string, string>()
  for (const { stage, side, limit, terms } of Object.values(state.orders)) {
    if (stage !== 'resting' || limit === undefined) continue
    const name = `${terms.pair} ${side}`
    const known = best.get(name)
    if (known === undefined || better(side === 'buy' ? 'sell' : 'buy', limit, known)) best.set(name, limit)
  }
  return [...best].flatMap(([name, bid]) => {
    const ask = name.endsWith(' buy') ? best.get(name.replace(/buy$/, 'sell')) : undefined
    return ask !== undefined && compare(bid, ask) >= 0 ? [`our own orders cross: ${bid} and ${ask}`] : []
  })
}
