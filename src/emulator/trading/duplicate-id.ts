import type { Ticket } from '../../domain/matching/order.ts'
import { KrakenRefusal } from '../call.ts'
import type { World } from '../world.ts'

/** Refuses an order whose client id an open order bears, in the words of the switch: no source has Kraken's. */
export const refuseDuplicate = ({ account, switches }: World, { clientOrderId }: Ticket): void => {
  if (clientOrderId === undefined) return
  if (Object.values(account.orders).some((order) => order.clientOrderId === clientOrderId))
    throw new KrakenRefusal(switches.duplicateClientId)
}
