import type { Changes } from '../../domain/matching/amend.ts'
import { findOrders } from '../../domain/matching/cancel.ts'
import { type Order, remaining } from '../../domain/matching/order.ts'
import { parsePrice } from '../../domain/matching/price.ts'
import { Refused } from '../../domain/matching/refused.ts'
import { away } from '../../domain/matching/trigger.ts'
import { decimalPlaces, isLess, isMultipleOf, isPositive, multiply } from '../../domain/money.ts'
import { engineCost } from '../rates.ts'
import { run } from './absorb.ts'
import { recordAmend } from './amend-trail.ts'
import { flagOf, invalid, textOf } from './arguments.ts'
import type { TradingCall, TradingHandler } from './call.ts'
import { checkDeadline } from './deadline.ts'
import { charge } from './engine-rate.ts'
import { sightOf } from './rules.ts'
import { clientIdOf, decimalOf } from './wish.ts'

/** AmendOrder: changes an open order in place and adds to its audit trail. */
export const amendOrder: TradingHandler = (call) => {
  const { account, habits, now } = call
  const order = orderOf(call)
  checkDeadline(call)
  const points = engineCost('amend', [(now - order.touchedAt) / 1000])
  charge(account, habits.tier, order.terms.pair, points, now)
  const changes = changesOf(call, order)
  run(account, { kind: 'amend', id: order.id, changes, sight: sightOf(call, order.terms.pair) })
  return { amend_id: recordAmend(call, order, changes) }
}

const orderOf = ({ account, params }: TradingCall): Order => {
  const id = textOf(params, 'txid')
  const clientOrderId = clientIdOf(params)
  if ((id === undefined) === (clientOrderId === undefined)) throw invalid('txid')
  const [order] = findOrders(account, { id, clientOrderId })
  if (order === undefined) throw new Refused('EOrder:Unknown order')
  return order
}

const changesOf = (call: TradingCall, order: Order): Changes => {
  const { params } = call
  const changes: Changes = {
    volume: volumeOf(call, order),
    displayVolume: decimalOf(params, 'display_qty'),
    limit: priceOf(call, order, 'limit_price'),
    trigger: priceOf(call, order, 'trigger_price'),
    postOnly: flagOf(params, 'post_only'),
  }
  const { postOnly: _, ...values } = changes
  if (Object.values(values).every((value) => value === undefined)) throw invalid('order_qty')
  if (changes.limit !== undefined && order.limit === undefined) throw invalid('limit_price')
  if (changes.trigger !== undefined && order.trigger === undefined) throw invalid('trigger_price')
  if (changes.displayVolume !== undefined && order.type !== 'iceberg') throw invalid('display_qty')
  if (changes.displayVolume !== undefined && isLess(multiply(changes.displayVolume, '15'), remaining(order)))
    throw invalid('display_qty')
  return changes
}

const volumeOf = (call: TradingCall, order: Order): string | undefined => {
  const volume = decimalOf(call.params, 'order_qty')
  if (volume === undefined) return undefined
  const pair = call.market.pairs.get(order.terms.pair)
  if (!isPositive(volume) || decimalPlaces(volume) > order.terms.lotDecimals) throw invalid('order_qty')
  if (pair && isLess(volume, pair.orderMin)) throw new Refused('EOrder:Order minimum not met')
  return volume
}

const priceOf = (
  call: TradingCall,
  order: Order,
  name: 'limit_price' | 'trigger_price',
): string | undefined => {
  const text = textOf(call.params, name)
  if (text === undefined) return undefined
  const parsed = parsePrice(text)
  if (parsed === undefined) throw new Refused('EOrder:Invalid price')
  const { pair, pairDecimals } = order.terms
  const last = call.market.last(pair, call.now)
  const price =
    parsed.kind === 'absolute'
      ? parsed.price
      : away(last, parsed.offset, parsed.sign === '-' ? -1 : 1, pairDecimals)
  if (!isPositive(price)) throw new Refused('EOrder:Invalid price')
  const tick = call.market.pairs.get(pair)?.tickSize ?? '1'
  if (decimalPlaces(price) > pairDecimals || !isMultipleOf(price, tick))
    throw new Refused('EOrder:Tick size check failed')
  return price
}
