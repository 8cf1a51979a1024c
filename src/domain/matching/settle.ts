import { add, type Decimal, isMore, isPositive, negate, smaller, subtract } from '../money.ts'
import { type Draft, finish, mint, move } from './draft.ts'
import { available } from './hold.ts'
import { opposing } from './margin.ts'
import type { Order } from './order.ts'
import { basisOf, keepPosition } from './position.ts'
import { REASON } from './refused.ts'
import { openVolume, type Position } from './state.ts'

/**
 * Settles positions of the other side with the asset itself instead of a trade: for a long position the cost is paid
 * and the base received, for a short one the base is given and the cost received. Volume 0 settles all of them.
 */
export const settle = (draft: Draft, order: Order, now: number): Order => {
  const all = !isPositive(order.volume)
  let left = order.volume
  let current = order
  for (const position of opposing(draft, order)) {
    if (!all && !isPositive(left)) break
    const volume = all ? openVolume(position) : smaller(left, openVolume(position))
    if (!covers(draft, position, volume))
      return finish(draft, current, { status: 'canceled', reason: REASON.funds, now })
    current = {
      ...current,
      cost: add(current.cost, exchange(draft, position, volume, now)),
      filled: add(current.filled, volume),
    }
    draft.orders[order.id] = current
    left = subtract(left, volume)
  }
  return finish(draft, current, { status: 'closed', reason: null, now })
}

// What is settled frees its own part of the position's margin, and no more.
const covers = (draft: Draft, position: Position, volume: Decimal): boolean => {
  const { base, quote } = position.terms
  const settled = { ...position, closedVolume: add(position.closedVolume, volume) }
  const after = { ...draft, positions: { ...draft.positions, [position.id]: settled } }
  return position.side === 'buy'
    ? !isMore(basisOf(position, volume), available(after, quote))
    : !isMore(volume, available(after, base))
}

const exchange = (draft: Draft, position: Position, volume: Decimal, now: number): Decimal => {
  const basis = basisOf(position, volume)
  const long = position.side === 'buy'
  const row = { refid: mint(draft, 'T'), time: now, type: 'settled', fee: '0' }
  move(draft, { ...row, asset: position.terms.quote, amount: long ? negate(basis) : basis })
  move(draft, { ...row, asset: position.terms.base, amount: long ? volume : negate(volume) })
  const next: Position = {
    ...position,
    closedVolume: add(position.closedVolume, volume),
    closedBasis: add(position.closedBasis, basis),
    closedCost: add(position.closedCost, basis),
  }
  keepPosition(draft, next)
  return basis
}
