import type { Ticket } from '../../domain/matching/order.ts'
import { Refused } from '../../domain/matching/refused.ts'
import type { TradingCall } from './call.ts'

/** Refuses an order whose client id an open order bears, in the words of the habit: no source has Kraken's. */
export const refuseDuplicate = (
  { account, habits }: Pick<TradingCall, 'account' | 'habits'>,
  { clientOrderId }: Ticket,
): void => {
  if (clientOrderId === undefined) return
  if (Object.values(account.orders).some((order) => order.clientOrderId === clientOrderId))
    throw new Refused(habits.duplicateClientId)
}
