import { add, type Decimal, divide, equals, fixed, isPositive, multiply, negate, subtract } from '../money.ts'
import type { Draft } from './draft.ts'
import type { Priced } from './fill.ts'
import type { Order } from './order.ts'
import { openVolume, type Position } from './state.ts'

/** The margin that opening `cost` binds. */
export const marginFor = (cost: Decimal, leverage: number, places: number): Decimal =>
  divide(cost, String(leverage), places, 'up')

/** What `volume` of a position had cost when it was opened. The last part takes what is left, so that nothing is lost to rounding. */
export const basisOf = (position: Position, volume: Decimal): Decimal =>
  equals(volume, openVolume(position))
    ? subtract(position.cost, position.closedBasis)
    : divide(multiply(position.cost, volume), position.volume, position.terms.quotePlaces)

/** Puts a changed position back, or takes it out when nothing of it is open. */
export const keepPosition = (draft: Draft, position: Position): void => {
  draft.positions[position.id] = position
  if (isPositive(openVolume(position))) return
  delete draft.positions[position.id]
  draft.effects.push({ kind: 'position-closed', position })
}

/** A position with `volume` of it closed at the fill's price, and the profit that makes. */
export const reduced = (position: Position, match: Priced, volume: Decimal, tradeId: string) => {
  const places = position.terms.quotePlaces
  const basis = basisOf(position, volume)
  const cost = fixed(multiply(match.price, volume), places)
  const gain = subtract(cost, basis)
  const next: Position = {
    ...position,
    closedVolume: add(position.closedVolume, volume),
    closedBasis: add(position.closedBasis, basis),
    closedCost: add(position.closedCost, cost),
    closedFee: add(position.closedFee, divide(multiply(match.fee, volume), match.volume, places)),
    closingTrades: [...position.closingTrades, tradeId],
  }
  return { position: next, profit: position.side === 'buy' ? gain : negate(gain) }
}

/** Opens the order's own position with a fill, or adds to it; `added` is the margin that this binds. */
export const grow = (draft: Draft, order: Order, match: Priced, volume: Decimal, id: string) => {
  const places = order.terms.quotePlaces
  const cost = fixed(multiply(match.price, volume), places)
  const added = marginFor(cost, order.leverage, places)
  const fee = divide(multiply(match.fee, volume), match.volume, places)
  const own = Object.values(draft.positions).find((position) => position.orderId === order.id)
  const position: Position = {
    ...(own ?? newPosition(order, match, id)),
    volume: add(own?.volume ?? '0', volume),
    cost: add(own?.cost ?? '0', cost),
    fee: add(own?.fee ?? '0', fee),
    margin: add(own?.margin ?? '0', added),
  }
  draft.positions[position.id] = position
  return { position, added }
}

const newPosition = (order: Order, match: Priced, id: string): Position => ({
  id,
  orderId: order.id,
  terms: order.terms,
  side: order.side,
  orderType: order.type,
  openedAt: match.now,
  leverage: order.leverage,
  volume: '0',
  cost: '0',
  fee: '0',
  margin: '0',
  closedVolume: '0',
  closedBasis: '0',
  closedCost: '0',
  closedFee: '0',
  closingTrades: [],
})
