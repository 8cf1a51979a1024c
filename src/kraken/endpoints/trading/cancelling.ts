import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { ClientOrderId, Id, OrderKey } from '../../params.ts'
import { Numeric } from '../../results.ts'
import { MODIFY_OR_CLOSE, ONE_ORDER, oneOrder } from './fields.ts'

const Cancelled = () => z.looseObject({ count: z.number(), pending: z.boolean().optional() })

export const CancelOrder = endpoint({
  tool: 'cancel_order',
  title: 'Cancel an order',
  describe: 'Cancels one open order, or every open order with a userref.',
  path: '/0/private/CancelOrder',
  effect: 'cancel',
  permissions: MODIFY_OR_CLOSE,
  cost: { counter: 0, engine: 'cancel' },
  params: () =>
    z
      .strictObject({ txid: Id.describe('Id or userref').optional(), cl_ord_id: ClientOrderId.optional() })
      .refine(oneOrder, ONE_ORDER),
  result: () => Cancelled(),
  example: { txid: 'OSEED2-AAAAA-000002' },
})

export const CancelOrderBatch = endpoint({
  tool: 'cancel_order_batch',
  title: 'Cancel several orders',
  describe: 'Cancels up to 50 open orders.',
  path: '/0/private/CancelOrderBatch',
  effect: 'cancel',
  permissions: MODIFY_OR_CLOSE,
  cost: { counter: 0, engine: 'cancel-batch' },
  params: () =>
    z
      .strictObject({
        orders: z.array(OrderKey).describe('Ids or userrefs').optional(),
        cl_ord_ids: z.array(ClientOrderId).optional(),
      })
      .refine(
        ({ orders = [], cl_ord_ids = [] }) => {
          const count = orders.length + cl_ord_ids.length
          return count >= 1 && count <= 50
        },
        { error: 'need 1 to 50 orders and cl_ord_ids together', path: ['orders'] },
      ),
  result: () => Cancelled(),
  example: { orders: ['OSEED2-AAAAA-000002'] },
  encoding: 'json',
})

export const CancelAll = endpoint({
  tool: 'cancel_all_orders',
  title: 'Cancel all orders',
  describe: 'Cancels every open order of the account.',
  path: '/0/private/CancelAll',
  effect: 'cancel',
  permissions: MODIFY_OR_CLOSE,
  cost: { counter: 1 },
  params: () => z.strictObject({}),
  result: () => Cancelled(),
  example: {},
})

export const CancelAllOrdersAfter = endpoint({
  tool: 'cancel_all_orders_after',
  title: 'Dead man’s switch',
  describe: 'Cancels every open order of the account unless called again within the timeout.',
  path: '/0/private/CancelAllOrdersAfter',
  effect: 'cancel',
  permissions: MODIFY_OR_CLOSE,
  cost: { counter: 1 },
  params: () => z.strictObject({ timeout: z.int().min(0).max(86_399).describe('Seconds, 0 = off') }),
  result: () => z.looseObject({ currentTime: z.string(), triggerTime: Numeric }),
  example: { timeout: 60 },
})
