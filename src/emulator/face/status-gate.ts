import { Refused } from '../../domain/matching/refused.ts'
import type { Endpoint } from '../../kraken/endpoint.ts'
import { statusAt } from '../maintenance.ts'
import type { World } from '../world.ts'
import type { RawParams } from './decode.ts'

/** Refuses what the exchange's status forbids: in maintenance neither orders nor cancels, in cancel_only no orders. */
export const checkStatus = (
  world: World,
  { effect, tool }: Endpoint,
  params: RawParams,
  now: number,
): void => {
  const status = statusAt(world, now)
  if (status === 'maintenance' && (effect === 'order' || effect === 'cancel'))
    throw new Refused('EService:Unavailable')
  if (effect !== 'order') return
  if (status === 'cancel_only') throw new Refused('EService:Market in cancel_only mode')
  if (status === 'post_only' && tool !== 'amend_order' && !allPost(params))
    throw new Refused('EService:Market in post_only mode')
}

const allPost = (params: RawParams): boolean => {
  const orders: readonly unknown[] = Array.isArray(params.orders) ? params.orders : [params]
  return orders.every(
    (order) =>
      typeof order === 'object' &&
      order !== null &&
      'oflags' in order &&
      String(order.oflags).split(',').includes('post'),
  )
}
