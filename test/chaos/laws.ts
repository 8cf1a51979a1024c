import { answersAreTrue } from './answer-laws.ts'
import { cancelsHold } from './cancel-laws.ts'
import { killsHold } from './kill-laws.ts'
import {
  fundsMoveOnce,
  isOneToOne,
  nothingIsForgotten,
  nothingIsStuck,
  nothingIsTwice,
} from './order-laws.ts'
import type { Play } from './play.ts'
import { realOrders, realWithdrawals, rowsOf } from './truth.ts'

/** Every breach of the laws, in words; none is what we promise. */
export const breachesOf = async ({ house, calls, releases, clockSet }: Play): Promise<readonly string[]> => {
  const orders = realOrders(house)
  const rows = rowsOf(house)
  const log = await house.seen()
  const facts = {
    orders,
    rows,
    calls,
    log,
    releases: releases(),
    clockSet: clockSet(),
    withdrawals: realWithdrawals(house),
  }
  return [
    ...isOneToOne(facts),
    ...nothingIsForgotten(facts),
    ...fundsMoveOnce(facts),
    ...nothingIsTwice(facts),
    ...nothingIsStuck(facts),
    ...answersAreTrue(facts),
    ...cancelsHold(facts),
    ...killsHold(facts),
  ]
}
