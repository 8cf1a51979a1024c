import { openChild } from '../../domain/matching/child.ts'
import { apply } from '../../domain/matching/draft.ts'
import { make } from '../../domain/matching/make.ts'
import { type Order, remaining } from '../../domain/matching/order.ts'
import { type Decimal, isDecimal, isPositive, smaller } from '../../domain/money.ts'
import { absorb } from '../../kraken/trading/absorb.ts'
import type { AccountState } from '../../kraken/trading/account.ts'

/** Fills a resting order as maker at its own price, for at most what is left of it; returns the order as it then stands. */
export const fillResting = (account: AccountState, order: Order, volume: Decimal, now: number): Order => {
  const { limit: price } = order
  if (order.stage !== 'resting' || price === undefined) throw new Error('the order does not rest in the book')
  if (!isDecimal(volume) || !isPositive(volume)) throw new Error('the volume is no positive decimal')
  let after = order
  absorb(account, (state) =>
    apply(state, (draft) => {
      const match = {
        price,
        volume: smaller(volume, remaining(order)),
        evidence: { kind: 'by-hand' },
      } as const
      after = make(draft, order, match, now)
      if (after.closedAt !== undefined) openChild(draft, after, now)
    }),
  )
  return after
}
