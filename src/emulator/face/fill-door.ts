import * as z from 'zod'
import { findOrders } from '../../domain/matching/cancel.ts'
import { fixed } from '../../domain/money.ts'
import { advance } from '../../kraken/trading/advance.ts'
import type { Market } from '../call.ts'
import { fillResting } from '../trading/fill-resting.ts'
import type { World } from '../world.ts'

const FillRequest = z.union([
  z.strictObject({ txid: z.string(), volume: z.string() }),
  z.strictObject({ cl_ord_id: z.string(), volume: z.string() }),
])

/** Executes so much of a resting order at its own price, as maker, whatever the market does. */
export const fillOrder = (world: World, market: Market, body: unknown, now: number) => {
  const asked = FillRequest.parse(body)
  advance(world.account, market, now)
  const named = 'txid' in asked ? { id: asked.txid } : { clientOrderId: asked.cl_ord_id }
  const [order] = findOrders(world.account, named)
  if (order === undefined) throw new Error('no such order is open')
  const after = fillResting(world.account, order, asked.volume, now)
  return { txid: order.id, status: after.status, vol_exec: fixed(after.filled, order.terms.lotDecimals) }
}
