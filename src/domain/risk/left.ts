import { type Decimal, isNegative, subtract } from '../money.ts'
import type { OrderFact } from './facts.ts'

/** What of an order may still trade, in the base asset; nothing of one that was amended to less than it had filled. */
export const leftOf = ({ volume, filled }: Pick<OrderFact, 'volume' | 'filled'>): Decimal => {
  if (filled === '0') return volume
  const left = subtract(volume, filled)
  return isNegative(left) ? '0' : left
}
