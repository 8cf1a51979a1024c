import { add, isMore, isPositive, multiply, smaller, subtract } from '../money.ts'
import { stageAtStart } from './clock.ts'
import type { Depth } from './depth.ts'
import { type Draft, mint } from './draft.ts'
import { enter } from './enter.ts'
import { available, holdOf, percent } from './hold.ts'
import { reducible } from './margin.ts'
import { isMarketable, type Order, type Ticket, UNFILLED } from './order.ts'
import { marginFor } from './position.ts'
import { READING, Refused } from './refused.ts'
import { requirement } from './take.ts'
import { showLast } from './trigger.ts'

/** What the engine sees of the market at the moment of a command. */
export interface Sight {
  readonly depth: Depth
  readonly last: string
  readonly now: number
}

/**
 * Accepts a judged order and brings it as far as it goes now. Throws `Refused` when funds or margin do not cover it, or its
 * client id is open already: those are Kraken's pre-match failures.
 */
export const place = (draft: Draft, ticket: Ticket, sight: Sight): Order => {
  refuseDuplicate(draft, ticket)
  const waits = ticket.startAt !== undefined && ticket.startAt > sight.now
  const order = newOrder(draft, sized(draft, ticket), sight.now, waits)
  refusePoor(draft, order, sight)
  draft.orders[order.id] = order
  draft.effects.push({ kind: 'opened', order })
  if (order.stage === 'armed') showLast(draft, [order], sight.last)
  const current = draft.orders[order.id] ?? order
  return current.stage === 'due' ? enter(draft, current, sight.depth, sight.now) : current
}

// Volume 0 with leverage means all that is open on the other side; a reduce-only order never asks for more than that.
const sized = (draft: Draft, ticket: Ticket): Ticket => {
  if (ticket.type === 'settle-position' || ticket.leverage === 0) return ticket
  const open = reducible(draft, ticket)
  const closesAll = !isPositive(ticket.volume)
  if (!closesAll && !ticket.reduceOnly) return ticket
  if (!isPositive(open)) throw new Refused('EOrder:Reduce only:No position exists')
  return { ...ticket, volume: closesAll ? open : smaller(ticket.volume, open) }
}

const newOrder = (draft: Draft, ticket: Ticket, now: number, waits: boolean): Order => {
  const id = mint(draft, 'O')
  return {
    ...ticket,
    ...UNFILLED,
    id,
    rank: draft.ids.next,
    stage: waits ? 'scheduled' : stageAtStart(ticket),
    status: waits ? 'pending' : 'open',
    openedAt: now,
    touchedAt: now,
  }
}

const refuseDuplicate = (draft: Draft, ticket: Ticket): void => {
  const id = ticket.clientOrderId
  if (id === undefined) return
  if (Object.values(draft.orders).some((open) => open.clientOrderId === id))
    throw new Refused(READING.duplicateClientId)
}

const refusePoor = (draft: Draft, order: Order, sight: Sight): void => {
  if (order.type === 'settle-position') return
  if (order.leverage > 0) {
    refuseThinMargin(draft, order, sight)
    return
  }
  const { base, quote } = order.terms
  const asset = order.side === 'buy' ? quote : base
  const enters = order.stage === 'due' && isMarketable(order)
  const need = enters ? requirement(draft, order, sight.depth) : (holdOf(order)?.amount ?? '0')
  if (isMore(need, available(draft, asset))) throw new Refused('EOrder:Insufficient funds')
}

const refuseThinMargin = (draft: Draft, order: Order, sight: Sight): void => {
  const { quote, quotePlaces, taker } = order.terms
  const open = reducible(draft, order)
  const opens = subtract(order.volume, open)
  if (!isPositive(opens) || order.reduceOnly) return
  const cost = multiply(order.limit ?? order.trigger ?? sight.last, opens)
  const need = add(marginFor(cost, order.leverage, quotePlaces), percent(cost, taker, quotePlaces, 'up'))
  if (isMore(need, available(draft, quote))) throw new Refused('EOrder:Insufficient margin')
}
