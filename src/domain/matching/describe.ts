import { fixed } from '../money.ts'
import type { ConditionalClose } from '../order.ts'
import type { Offset, Ticket } from './order.ts'

/** An order in Kraken's own words: "buy 1.25000000 XBTUSD @ limit 30010.0 with 5:1 leverage". */
export const describeOrder = (order: Ticket): string => {
  const { altname, lotDecimals } = order.terms
  const leverage = order.leverage > 0 ? ` with ${order.leverage}:1 leverage` : ''
  return `${order.side} ${fixed(order.volume, lotDecimals)} ${altname} @ ${describePrices(order)}${leverage}`
}

/** The conditional close in Kraken's words: "close position @ stop loss 22000.0 -> limit 21000.0"; empty without one. */
export const describeClose = (order: Ticket): string => {
  const { close } = order
  if (close === undefined) return ''
  const name = close.orderType.replace(/-limit$/, '').replaceAll('-', ' ')
  const limit = close.orderType.endsWith('-limit') ? ` -> limit ${show(close.price2, order)}` : ''
  return `close position @ ${name} ${show(close.price, order)}${limit}`
}

const show = (price: ConditionalClose['price'], order: Ticket): string =>
  price !== undefined && /^[\d.]+$/.test(price) ? fixed(price, order.terms.pairDecimals) : (price ?? '')

/** Kraken's `price` and `price2` of an order, as its description shows them; "0" where there is none. */
export const shownPrices = (order: Ticket): { price: string; price2: string } => {
  const places = order.terms.pairDecimals
  const limit = order.limit === undefined ? '0' : fixed(order.limit, places)
  if (order.trail !== undefined)
    return {
      price: showOffset(order.trail, places),
      price2: order.limitOffset ? showOffset(order.limitOffset, places) : '0',
    }
  if (order.trigger === undefined) return { price: limit, price2: '0' }
  return { price: fixed(order.trigger, places), price2: limit }
}

const describePrices = (order: Ticket): string => {
  if (order.type === 'market' || order.type === 'settle-position') return order.type.replace('-', ' ')
  const { price, price2 } = shownPrices(order)
  const name =
    order.type === 'iceberg' ? 'limit' : order.type.replace(/(.)-limit$/, '$1').replaceAll('-', ' ')
  return order.type.endsWith('-limit') ? `${name} ${price} -> limit ${price2}` : `${name} ${price}`
}

const showOffset = (offset: Offset, places: number): string => {
  const sign = offset.amount.startsWith('-') ? '' : '+'
  return `${sign}${fixed(offset.amount, offset.percent ? 4 : places)}${offset.percent ? '%' : ''}`
}
