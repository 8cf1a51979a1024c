import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { ClientOrderId, Flag, Id, list, PageSize, Userref } from '../../params.ts'
import { mapOf, Numeric, OrderInfo } from '../../results.ts'
import { PAGE, PAGING, paging, RANGE, WALLET, WALLET_READ } from './fields.ts'

const ORDER_FILTER = {
  trades: Flag.describe('Trade ids too').optional(),
  userref: Userref.optional(),
  cl_ord_id: ClientOrderId.optional(),
}

export const OpenOrders = endpoint({
  ...WALLET_READ,
  tool: 'get_open_orders',
  title: 'Open orders',
  describe: 'Orders that rest or wait, by id.',
  path: '/0/private/OpenOrders',
  permissions: { all: ['query-open-trades'] },
  params: () =>
    z
      .strictObject({
        ...ORDER_FILTER,
        consolidate_taker: Flag.optional(),
        limit: PageSize.max(100).optional(),
        ...PAGE,
        ...WALLET,
      })
      .refine(paging, PAGING),
  result: () => z.looseObject({ open: mapOf(OrderInfo()) }),
  example: {},
})

export const ClosedOrders = endpoint({
  ...WALLET_READ,
  tool: 'get_closed_orders',
  title: 'Closed orders',
  describe: 'Filled, cancelled and expired orders, newest first, 50 a page.',
  path: '/0/private/ClosedOrders',
  permissions: { all: ['query-closed-trades'] },
  params: () =>
    z
      .strictObject({
        ...ORDER_FILTER,
        ...RANGE,
        closetime: z.enum(['open', 'close', 'both']).describe('Which time to search').optional(),
        consolidate_taker: Flag.optional(),
        ...PAGE,
        ...WALLET,
      })
      .refine(paging, PAGING),
  result: () => z.looseObject({ closed: mapOf(OrderInfo()), count: z.number().optional() }),
  example: {},
  pages: 'ofs',
})

export const QueryOrders = endpoint({
  ...WALLET_READ,
  tool: 'query_orders',
  title: 'Orders by id',
  describe: 'Up to 50 orders, open or closed.',
  path: '/0/private/QueryOrders',
  // Either suffices, but only for the orders of its own kind.
  permissions: { any: ['query-open-trades', 'query-closed-trades'] },
  params: () =>
    z.strictObject({
      txid: list(Id, 50),
      ...ORDER_FILTER,
      consolidate_taker: Flag.optional(),
      ...WALLET,
    }),
  result: () => mapOf(OrderInfo()),
  example: { txid: ['OSEED1-AAAAA-000001'] },
})

export const OrderAmends = endpoint({
  ...WALLET_READ,
  tool: 'get_order_amends',
  title: 'Amends of an order',
  describe: 'How an order was amended, oldest first; the first entry is the original.',
  path: '/0/private/OrderAmends',
  permissions: { any: ['query-open-trades', 'query-closed-trades'] },
  params: () => z.strictObject({ order_id: Id, ...WALLET }),
  result: () =>
    z.looseObject({
      amends: z.array(z.looseObject({ amend_id: z.string(), amend_type: z.string(), timestamp: Numeric })),
      count: z.number(),
    }),
  example: { order_id: 'OSEED1-AAAAA-000001' },
})
