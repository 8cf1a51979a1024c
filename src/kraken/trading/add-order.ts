import { describeClose, describeOrder } from '../../domain/matching/describe.ts'
import { judge } from '../../domain/matching/judge.ts'
import type { Ticket } from '../../domain/matching/order.ts'
import type { Wish } from '../../domain/matching/wish.ts'
import { run } from './absorb.ts'
import { flagOf } from './arguments.ts'
import type { Pair, TradingCall, TradingHandler } from './call.ts'
import { checkDeadline } from './deadline.ts'
import { refuseDuplicate } from './duplicate-id.ts'
import { charge, checkOpenOrders } from './engine-rate.ts'
import { pairOf } from './named.ts'
import { notesOn } from './notes.ts'
import { rulesOf, sightOf } from './rules.ts'
import { wishOf } from './wish.ts'

/** AddOrder: the fixed point of the rate counter is charged even when the order then fails a check, as Kraken does. */
export const addOrder: TradingHandler = (call) => {
  const { account, habits, params, now } = call
  const pair = pairOf(call)
  checkDeadline(call)
  const wish = wishOf(params)
  charge(account, habits.tier, pair.key, 1, now)
  const ticket = ticketOf(call, pair, wish)
  if (flagOf(params, 'validate')) return { descr: descrOf(ticket), ...notesOn(habits, [ticket]) }
  checkOpenOrders(account, habits.tier, pair.key, 1)
  return { descr: descrOf(ticket), txid: [placeTicket(call, ticket)], ...notesOn(habits, [ticket]) }
}

/** Judges a wish by the pair's rules as they are now. */
export const ticketOf = (call: TradingCall, pair: Pair, wish: Wish): Ticket =>
  judge(wish, { rules: rulesOf(pair, call), last: call.market.last(pair.key, call.now), now: call.now })

/** Places a judged order and returns its id. */
export const placeTicket = (call: TradingCall, ticket: Ticket): string => {
  refuseDuplicate(call, ticket)
  const effects = run(call.account, { kind: 'place', ticket, sight: sightOf(call, ticket.terms.pair) })
  const opened = effects.find((effect) => effect.kind === 'opened')
  if (opened?.kind !== 'opened') throw new Error('an order was placed and none was opened')
  return opened.order.id
}

/** The order in Kraken's words; `close` only where there is one. */
export const descrOf = (ticket: Ticket): { order: string; close?: string } => {
  const close = describeClose(ticket)
  return { order: describeOrder(ticket), ...(close === '' ? {} : { close }) }
}
