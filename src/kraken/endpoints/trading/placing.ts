import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { ORDER_FIELDS } from '../../order-fields.ts'
import { addIntent } from '../../order-intents.ts'
import { checkOrder } from '../../order-rules.ts'
import { Pair, Price, Tokenized, Words } from '../../params.ts'
import { OrderWords } from '../../results.ts'
import { deadline, MODIFY_AND_CLOSE, validate } from './fields.ts'

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
