import * as z from 'zod'
import type { World } from '../world.ts'

/** The answers of AddOrder, AddOrderBatch and EditOrder, as far as they name what was placed. */
const Placed = z.object({
  result: z.object({
    txid: z.union([z.string(), z.array(z.string())]).default([]),
    orders: z.array(z.object({ txid: z.string().optional() })).default([]),
  }),
})

/** Keeps the orders that an answer names out of every query until `until` (simulated unix milliseconds). */
export const hidePlaced = async (world: World, answer: Response, until: number): Promise<void> => {
  const { data } = Placed.safeParse(await answer.clone().json())
  if (!data) return
  const { txid, orders } = data.result
  for (const id of [txid, orders.map((order) => order.txid ?? [])].flat(2)) world.hidden[id] = until
}
