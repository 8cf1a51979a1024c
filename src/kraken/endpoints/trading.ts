import * as z from 'zod'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { ORDER_FIELDS } from '../order-fields.ts'
import { addIntent } from '../order-intents.ts'
import { checkOrder } from '../order-rules.ts'
import {
  AmendPrice,
  Amount,
  ClientOrderId,
  Flag,
  Id,
  list,
  OrderKey,
  Pair,
  Price,
  Timestamp,
  Tokenized,
  Userref,
  Words,
} from '../params.ts'
import { Decimal, Numeric, OrderWords } from '../results.ts'

const MODIFY_OR_CLOSE = { any: ['modify-trades', 'close-trades'] } as const
const MODIFY_AND_CLOSE = { all: ['modify-trades', 'close-trades'] } as const

const deadline = Timestamp.describe('RFC 3339, 2 to 60 s ahead').optional()
const validate = Flag.describe('Only check, place nothing').optional()
const PLACING = {
  pair: Pair,
  asset_class: Tokenized.optional(),
  deadline,
  validate,
  broker: Words.optional(),
}

export const AddOrder = endpoint({
  tool: 'add_order',
  title: 'Place an order',
  describe: 'Places one order. Prices may be relative to the market: "+1%", "-20".',
  path: '/0/private/AddOrder',
  effect: 'order',
  permissions: { all: ['modify-trades'] },
  cost: { counter: 0, engine: 'add' },
  params: () =>
    z
      .strictObject({
        ...PLACING,
        ...ORDER_FIELDS,
        volume: ORDER_FIELDS.volume.describe('In the base asset'),
        price: Price.describe('Limit or trigger price').optional(),
        price2: Price.describe('Limit price of *-limit types').optional(),
        displayvol: ORDER_FIELDS.displayvol.describe('Visible part of an iceberg'),
        leverage: ORDER_FIELDS.leverage.describe('Margin, such as "5"'),
        oflags: ORDER_FIELDS.oflags.describe('viqc: volume in the quote asset'),
        starttm: ORDER_FIELDS.starttm.describe('Unix seconds or "+60"'),
        expiretm: ORDER_FIELDS.expiretm.describe('With GTD: unix seconds or "+60"'),
        close: ORDER_FIELDS.close.describe('Opened when this one fills'),
      })
      .superRefine(checkOrder),
  result: () => z.looseObject({ descr: OrderWords(), txid: z.array(z.string()).optional() }),
  example: { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', volume: '0.01', price: '10000' },
  names: { pair: 'pair' },
  unlisted: ['broker'],
  intents: (params) => [addIntent(params.pair, params)],
})

export const AddOrderBatch = endpoint({
  tool: 'add_order_batch',
  title: 'Place several orders',
  describe: 'Places 2 to 15 orders on one pair; their fields are those of add_order.',
  path: '/0/private/AddOrderBatch',
  effect: 'order',
  permissions: MODIFY_AND_CLOSE,
  cost: { counter: 0, engine: 'add-batch' },
  params: () =>
    z.strictObject({
      ...PLACING,
      orders: z.array(z.strictObject(ORDER_FIELDS).superRefine(checkOrder)).min(2).max(15),
    }),
  result: () =>
    z.looseObject({
      orders: z.array(
        z.looseObject({
          txid: z.string().optional(),
          error: z.string().optional(),
          descr: OrderWords().optional(),
        }),
      ),
    }),
  example: {
    pair: 'BTC/USD',
    orders: [
      { type: 'buy', ordertype: 'limit', volume: '0.01', price: '10000' },
      { type: 'buy', ordertype: 'limit', volume: '0.01', price: '9000' },
    ],
  },
  encoding: 'json',
  names: { pair: 'pair' },
  unlisted: ['broker'],
  intents: ({ pair, orders }) => orders.map((order) => addIntent(pair, order)),
})

// Kraken takes one way to name the order, not both and not none.
const oneOrder = (params: { txid?: unknown; cl_ord_id?: unknown }) =>
  (params.txid === undefined) !== (params.cl_ord_id === undefined)
const ONE_ORDER = { error: 'needs either txid or cl_ord_id', path: ['txid'] }

const AMENDABLE = ['order_qty', 'display_qty', 'limit_price', 'trigger_price'] as const

export const AmendOrder = endpoint({
  tool: 'amend_order',
  title: 'Amend an order',
  describe: 'Changes a resting order in place; it keeps its id and, where possible, its place in the queue.',
  path: '/0/private/AmendOrder',
  effect: 'order',
  permissions: MODIFY_OR_CLOSE,
  cost: { counter: 0, engine: 'amend' },
  params: () =>
    z
      .strictObject({
        txid: Id.optional(),
        cl_ord_id: ClientOrderId.optional(),
        order_qty: Amount.describe('New total volume').optional(),
        display_qty: Amount.optional(),
        limit_price: AmendPrice.optional(),
        trigger_price: AmendPrice.optional(),
        pair: Pair.describe('Tokenised assets only').optional(),
        post_only: Flag.optional(),
        deadline,
      })
      .refine(oneOrder, ONE_ORDER)
      .refine((params) => AMENDABLE.some((field) => params[field] !== undefined), {
        error: `needs one of ${AMENDABLE.join(', ')}`,
        path: ['order_qty'],
      }),
  result: () => z.looseObject({ amend_id: z.string() }),
  example: { txid: 'OSEED2-AAAAA-000002', limit_price: '10001' },
  intents: (params) => [
    {
      kind: 'amend',
      order: { txid: params.txid, clientOrderId: params.cl_ord_id },
      volume: params.order_qty,
      displayVolume: params.display_qty,
      limitPrice: params.limit_price,
      triggerPrice: params.trigger_price,
    },
  ],
})

export const EditOrder = endpoint({
  tool: 'edit_order',
  title: 'Replace an order',
  describe: 'Cancels an order and places a changed one with a new id; amend_order keeps the old one.',
  path: '/0/private/EditOrder',
  effect: 'order',
  permissions: MODIFY_AND_CLOSE,
  cost: { counter: 0, engine: 'edit' },
  params: () =>
    z.strictObject({
      txid: Id.describe('Id or userref'),
      pair: Pair,
      userref: Userref.optional(),
      volume: Amount.optional(),
      displayvol: Amount.optional(),
      price: Price.optional(),
      price2: Price.optional(),
      oflags: list(z.enum(['post']))
        .describe('Flags left out are reset')
        .optional(),
      asset_class: Tokenized.optional(),
      deadline,
      cancel_response: Flag.optional(),
      validate,
    }),
  result: () =>
    z.looseObject({
      status: z.string().optional(),
      txid: z.string().optional(),
      originaltxid: z.string().optional(),
      volume: Decimal.optional(),
      orders_cancelled: z.number().optional(),
      descr: OrderWords().optional(),
    }),
  example: { txid: 'OSEED2-AAAAA-000002', pair: 'BTC/USD', price: '10002' },
  names: { pair: 'pair' },
  intents: (params) => [
    {
      kind: 'edit',
      order: { txid: params.txid },
      pair: params.pair,
      volume: params.volume,
      displayVolume: params.displayvol,
      price: params.price,
      price2: params.price2,
    },
  ],
})

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
        { error: 'needs 1 to 50 orders and cl_ord_ids together', path: ['orders'] },
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

export const TRADING: readonly Endpoint[] = [
  AddOrder,
  AddOrderBatch,
  AmendOrder,
  EditOrder,
  CancelOrder,
  CancelOrderBatch,
  CancelAll,
  CancelAllOrdersAfter,
]
