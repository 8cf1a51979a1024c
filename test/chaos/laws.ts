import { answersAreTrue } from './answer-laws.ts'
import { cancelsHold } from './cancel-laws.ts'
import { isOneToOne, nothingIsStuck, nothingIsTwice } from './order-laws.ts'
import type { Play } from './play.ts'
import { realOrders, rowsOf } from './truth.ts'

/** Every breach of the laws, in words; none is what we promise. */
export const breachesOf = async ({ house, calls }: Play): Promise<readonly string[]> => {
  const orders = realOrders(house)
  const rows = rowsOf(house)
  const log = await house.seen()
  const facts = { orders, rows, calls, log }
  return [
    ...isOneToOne(facts),
    ...nothingIsTwice(facts),
    ...nothingIsStuck(facts),
    ...answersAreTrue(facts),
    ...cancelsHold(facts),
  ]
}
