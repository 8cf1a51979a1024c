import { findOrders } from '../../domain/matching/cancel.ts'
import { shownPrices } from '../../domain/matching/describe.ts'
import { judge } from '../../domain/matching/judge.ts'
import type { Order, Ticket } from '../../domain/matching/order.ts'
import { READING, REASON, Refused } from '../../domain/matching/refused.ts'
import type { Wish } from '../../domain/matching/wish.ts'
import { fixed } from '../../domain/money.ts'
import { engineCost } from '../rates.ts'
import { run } from './absorb.ts'
import { descrOf, placeTicket } from './add-order.ts'
import type { Params } from './arguments.ts'
import { flagOf, requiredText, textOf } from './arguments.ts'
import type { Pair, TradingCall, TradingHandler } from './call.ts'
import { checkDeadline } from './deadline.ts'
import { charge } from './engine-rate.ts'
import { pairOf } from './named.ts'
import { rulesOf } from './rules.ts'
import { decimalOf, flagsOf, userrefOf } from './wish.ts'

/** EditOrder, the legacy way: the order goes and a changed one comes with a new id, without its fills, its client id and its queue place. */
export const editOrder: TradingHandler = (call) => {
  const { account, habits, params, now } = call
  const pair = pairOf(call)
  checkDeadline(call)
  const before = orderOf(call, pair)
  charge(account, habits.tier, pair.key, engineCost('edit', [(now - before.touchedAt) / 1000]), now)
  const ticket = editedTicket(call, pair, before)
  if (flagOf(params, 'validate')) return { descr: descrOf(ticket) }
  return answer(before, ticket, replace(call, before, ticket))
}

const orderOf = ({ account, params }: TradingCall, pair: Pair): Order => {
  const [order] = findOrders(account, { id: requiredText(params, 'txid') })
  if (order === undefined || order.terms.pair !== pair.key) throw new Refused('EOrder:Unknown order')
  if (order.close !== undefined) throw new Refused(READING.closeNotAmendable)
  return order
}

const editedTicket = (call: TradingCall, pair: Pair, before: Order): Ticket =>
  judge(wishOf(call.params, before), {
    rules: rulesOf(pair, call),
    last: call.market.last(pair.key, call.now),
    now: call.now,
  })

// Flags that are left out are not carried over; Kraken's page says so of `post`.
const wishOf = (params: Params, before: Order): Wish => {
  const shown = shownPrices(before)
  return {
    side: before.side,
    orderType: before.type,
    volume: decimalOf(params, 'volume') ?? before.volume,
    price: textOf(params, 'price') ?? shown.price,
    price2: textOf(params, 'price2') ?? shown.price2,
    displayVolume: decimalOf(params, 'displayvol') ?? before.displayVolume,
    triggerBy: before.triggerBy,
    selfTrade: before.selfTrade,
    leverage: before.leverage > 0 ? String(before.leverage) : undefined,
    reduceOnly: before.reduceOnly,
    timeInForce: before.timeInForce,
    flags: flagsOf(params),
    expireTime: before.expireAt === undefined ? undefined : String(before.expireAt / 1000),
    userref: userrefOf(params) ?? before.userref,
  }
}

/** Cancels the old order and places the new one; if the new one is refused, the old one stands again as it was. */
const replace = (call: TradingCall, before: Order, ticket: Ticket): string => {
  const { account } = call
  const kept = { ...account }
  const closed = account.closed.length
  run(account, { kind: 'cancel', ids: [before.id], reason: REASON.replaced, now: call.now })
  try {
    return placeTicket(call, ticket)
  } catch (caught) {
    Object.assign(account, kept)
    account.closed.length = closed
    throw caught
  }
}

const answer = (before: Order, ticket: Ticket, txid: string) => {
  const { price, price2 } = shownPrices(ticket)
  return {
    status: 'ok',
    txid,
    originaltxid: before.id,
    volume: fixed(ticket.volume, ticket.terms.lotDecimals),
    price,
    price2,
    orders_cancelled: 1,
    ...(ticket.userref === undefined ? {} : { newuserref: String(ticket.userref) }),
    ...(before.userref === undefined ? {} : { olduserref: String(before.userref) }),
    descr: descrOf(ticket),
  }
}
