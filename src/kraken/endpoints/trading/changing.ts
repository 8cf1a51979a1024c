import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import {
  AmendPrice,
  Amount,
  ClientOrderId,
  Flag,
  Id,
  list,
  Pair,
  Price,
  Tokenized,
  Userref,
} from '../../params.ts'
import { Decimal, OrderWords } from '../../results.ts'
import { deadline, MODIFY_AND_CLOSE, MODIFY_OR_CLOSE, ONE_ORDER, oneOrder, validate } from './fields.ts'

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
        error: `need one of ${AMENDABLE.join(', ')}`,
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
