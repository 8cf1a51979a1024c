import { add, type Decimal, isMore, isPositive, larger, smaller, subtract } from '../money.ts'
import { type Draft, move } from './draft.ts'
import type { Trade } from './effect.ts'
import type { Priced } from './fill.ts'
import { available } from './hold.ts'
import type { Order } from './order.ts'
import { grow, keepPosition, reduced } from './position.ts'
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
    const closed = reduced(position, match, volume, id)
    profit = add(profit, closed.profit)
    keepPosition(draft, closed.position)
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
