import {
  add,
  type Decimal,
  divide,
  equals,
  fixed,
  isMore,
  isPositive,
  larger,
  multiply,
  negate,
  smaller,
  subtract,
} from '../money.ts'
import { type Draft, move } from './draft.ts'
import type { Trade } from './effect.ts'
import type { Priced } from './fill.ts'
import { available } from './hold.ts'
import type { Order } from './order.ts'
import { type MatchState, openVolume, type Position } from './state.ts'

/** Open positions that an order of this side would reduce, oldest first. */
export const opposing = (
  state: Pick<MatchState, 'positions'>,
  order: Pick<Order, 'side'> & { terms: { pair: string } },
): readonly Position[] =>
  Object.values(state.positions)
    .filter((position) => position.terms.pair === order.terms.pair && position.side !== order.side)
    .sort((a, b) => a.openedAt - b.openedAt)

/** How much of opposing positions is open, in base units. */
export const reducible = (
  state: Pick<MatchState, 'positions'>,
  order: Pick<Order, 'side'> & { terms: { pair: string } },
): Decimal => opposing(state, order).reduce((total, position) => add(total, openVolume(position)), '0')

/** The margin that opening `cost` binds. */
export const marginFor = (cost: Decimal, leverage: number, places: number): Decimal =>
  divide(cost, String(leverage), places, 'up')

/**
 * Books a fill with leverage: opposing positions are closed first, oldest first; what is left opens or grows this
 * order's own position. No asset changes hands; the profit or loss of what was closed and the fee go to the quote's ledger.
 * Simple on purpose: no rollover fees and no liquidation, and a loss past all free funds is not charged, so that
 * no balance falls below zero.
 */
export const fillMargin = (draft: Draft, order: Order, match: Priced, id: string): Partial<Trade> => {
  const closes: string[] = []
  let profit = '0'
  let left = match.volume
  for (const position of opposing(draft, order)) {
    if (!isPositive(left)) break
    const volume = smaller(left, openVolume(position))
    const closed = reduce(position, match, volume, id)
    profit = add(profit, closed.profit)
    keep(draft, closed.position)
    closes.push(position.id)
    left = subtract(left, volume)
  }
  const grown = isPositive(left) ? grow(draft, order, match, left, id) : undefined
  const free = larger(available(draft, order.terms.quote), '0')
  const loss = subtract(match.fee, profit)
  const uncharged = isMore(loss, free) ? subtract(loss, free) : '0'
  const entry = move(draft, {
    refid: id,
    time: match.now,
    type: 'margin',
    asset: order.terms.quote,
    amount: add(profit, uncharged),
    fee: match.fee,
  })
  return { ledgers: [entry], closes, positionId: grown?.position.id, margin: grown?.added ?? '0' }
}

const keep = (draft: Draft, position: Position): void => {
  draft.positions[position.id] = position
  if (isPositive(openVolume(position))) return
  delete draft.positions[position.id]
  draft.effects.push({ kind: 'position-closed', position })
}

/** Closes `volume` of a position at the fill's price. The last part takes what is left of the cost, so that nothing is lost to rounding. */
const reduce = (position: Position, match: Priced, volume: Decimal, tradeId: string) => {
  const places = position.terms.quotePlaces
  const isLast = equals(volume, openVolume(position))
  const basis = isLast
    ? subtract(position.cost, position.closedBasis)
    : fixed(divide(multiply(position.cost, volume), position.volume, places), places)
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

const grow = (draft: Draft, order: Order, match: Priced, volume: Decimal, id: string) => {
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
