import { expect, test } from 'vitest'
import { CancelOrder, CancelOrderBatch } from '../../src/kraken/endpoints/trading/cancelling.ts'
import { AmendOrder, EditOrder } from '../../src/kraken/endpoints/trading/changing.ts'
import { AddOrder, AddOrderBatch } from '../../src/kraken/endpoints/trading/placing.ts'

const LIMIT = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', volume: '1', price: '100' } as const
const MARKET = { pair: 'BTC/USD', type: 'buy', ordertype: 'market', volume: '1' } as const

const complaints = (order: object): string[] =>
  AddOrder.params.safeParse(order).error?.issues.map((issue) => issue.path.join('.')) ?? []

test.each([
  LIMIT,
  MARKET,
  { ...LIMIT, ordertype: 'iceberg', displayvol: '0.1' },
  { ...LIMIT, ordertype: 'stop-loss', trigger: 'index' },
  { ...LIMIT, ordertype: 'stop-loss-limit', price2: '99' },
  { ...LIMIT, ordertype: 'trailing-stop', price: '+2%' },
  { ...LIMIT, ordertype: 'trailing-stop-limit', price: '+2%', price2: '-1' },
  { ...MARKET, ordertype: 'settle-position', volume: '0' },
  { ...MARKET, volume: '0', leverage: '2' },
  { ...MARKET, oflags: ['viqc'] },
  { ...LIMIT, oflags: ['post', 'fciq'] },
  { ...LIMIT, timeinforce: 'GTD', expiretm: '+60' },
  { ...LIMIT, timeinforce: 'FOK' },
  { ...LIMIT, close: { ordertype: 'stop-loss-limit', price: '90', price2: '89' } },
  { ...LIMIT, close: { ordertype: 'stop-loss', price: '90' }, trigger: 'last' },
])('%j may leave', (order) => {
  expect(complaints(order)).toEqual([])
})

test.each([
  ['a limit order without a price', { ...LIMIT, price: undefined }, 'price'],
  ['a market order with a price', { ...MARKET, price: '1' }, 'price'],
  ['a limit order with a second price', { ...LIMIT, price2: '1' }, 'price2'],
  ['a stop-loss-limit without its limit', { ...LIMIT, ordertype: 'stop-loss-limit' }, 'price2'],
  ['a trailing stop at a fixed price', { ...LIMIT, ordertype: 'trailing-stop' }, 'price'],
  [
    'a trailing limit at a fixed price',
    { ...LIMIT, ordertype: 'trailing-stop-limit', price: '+1', price2: '1' },
    'price2',
  ],
  ['both a userref and a cl_ord_id', { ...LIMIT, userref: 1, cl_ord_id: 'a' }, 'userref'],
  ['nothing at all', { ...LIMIT, volume: '0' }, 'volume'],
  ['an iceberg without its tip', { ...LIMIT, ordertype: 'iceberg' }, 'displayvol'],
  ['a tip below a fifteenth', { ...LIMIT, ordertype: 'iceberg', displayvol: '0.06' }, 'displayvol'],
  ['a tip above the volume', { ...LIMIT, ordertype: 'iceberg', displayvol: '2' }, 'displayvol'],
  ['a tip without an iceberg', { ...LIMIT, displayvol: '0.5' }, 'displayvol'],
  ['a trigger without a stop', { ...LIMIT, trigger: 'last' }, 'trigger'],
  ['GTD without an expiry', { ...LIMIT, timeinforce: 'GTD' }, 'timeinforce'],
  ['an expiry without GTD', { ...LIMIT, expiretm: '+60' }, 'timeinforce'],
  ['FOK at market', { ...MARKET, timeinforce: 'FOK' }, 'timeinforce'],
  ['post at market', { ...MARKET, oflags: ['post'] }, 'oflags'],
  ['post that may not rest', { ...LIMIT, oflags: ['post'], timeinforce: 'IOC' }, 'oflags'],
  ['fees in both currencies', { ...LIMIT, oflags: ['fcib', 'fciq'] }, 'oflags'],
  ['a sale of a quote volume', { ...MARKET, type: 'sell', oflags: ['viqc'] }, 'oflags'],
  ['a quote volume on margin', { ...MARKET, leverage: '2', oflags: ['viqc'] }, 'oflags'],
  ['a close without a price', { ...LIMIT, close: { ordertype: 'stop-loss' } }, 'close.price'],
  ['a close at market', { ...LIMIT, close: { ordertype: 'market' } }, 'close.ordertype'],
])('an order may not be %s', (_what, order, path) => {
  expect(complaints(order)).toEqual([path])
})

test('a batch holds 2 to 15 orders, each by the same rules', () => {
  const { pair, ...order } = LIMIT
  const accepts = (orders: object[]) => AddOrderBatch.params.safeParse({ pair, orders }).success
  expect(accepts([order, order])).toBe(true)
  expect(accepts([order])).toBe(false)
  expect(accepts(Array.from({ length: 16 }, () => order))).toBe(false)
  expect(accepts([order, { ...order, price: undefined }])).toBe(false)
  expect(accepts([order, { ...order, pair }])).toBe(false)
})

test('cancel and amend take one name of the order, not two and not none', () => {
  for (const [schema, rest] of [
    [CancelOrder.params, {}],
    [AmendOrder.params, { order_qty: '1' }],
  ] as const) {
    expect(schema.safeParse({ txid: 'OABCDE-AAAAA-AAAAAA', ...rest }).success).toBe(true)
    expect(schema.safeParse({ cl_ord_id: 'mine', ...rest }).success).toBe(true)
    expect(schema.safeParse({ txid: 'OABCDE-AAAAA-AAAAAA', cl_ord_id: 'mine', ...rest }).success).toBe(false)
    expect(schema.safeParse(rest).success).toBe(false)
  }
})

test('an amend changes something', () => {
  expect(AmendOrder.params.safeParse({ txid: 'OABCDE-AAAAA-AAAAAA' }).success).toBe(false)
})

test('a batch of cancels names 1 to 50 orders, however they are named', () => {
  const accepts = (orders: number, own: number) =>
    CancelOrderBatch.params.safeParse({
      orders: Array.from({ length: orders }, (_, index) => index),
      cl_ord_ids: Array.from({ length: own }, (_, index) => `mine-${index}`),
    }).success
  expect(accepts(25, 25)).toBe(true)
  expect(accepts(0, 0)).toBe(false)
  expect(accepts(26, 25)).toBe(false)
})

test('every order of a batch becomes an intent on the batch’s pair', () => {
  const { pair, ...order } = LIMIT
  const parsed = AddOrderBatch.params.parse({
    pair,
    orders: [order, { ...order, type: 'sell', cl_ord_id: 'mine' }],
  })
  expect(AddOrderBatch.intents?.(parsed)).toMatchObject([
    { kind: 'add', pair, side: 'buy', orderType: 'limit', volume: '1', price: '100' },
    { kind: 'add', pair, side: 'sell', clientOrderId: 'mine' },
  ])
})

test('an intent holds all that an order says', () => {
  const order = {
    pair: 'BTC/USD',
    type: 'sell',
    ordertype: 'stop-loss-limit',
    volume: '2',
    price: '90',
    price2: '89',
    leverage: '3',
    reduce_only: true,
    oflags: ['fciq'],
    timeinforce: 'GTD',
    starttm: '0',
    expiretm: '+60',
    userref: 7,
    close: { ordertype: 'limit', price: '80' },
  }
  expect(AddOrder.intents?.(AddOrder.params.parse(order))).toEqual([
    {
      kind: 'add',
      pair: 'BTC/USD',
      side: 'sell',
      orderType: 'stop-loss-limit',
      volume: '2',
      price: '90',
      price2: '89',
      leverage: '3',
      reduceOnly: true,
      flags: ['fciq'],
      timeInForce: 'GTD',
      expireTime: '+60',
      userref: 7,
      close: { orderType: 'limit', price: '80' },
    },
  ])
})

test('amends and edits become intents on their order', () => {
  expect(AmendOrder.intents?.({ cl_ord_id: 'mine', order_qty: '2', limit_price: '+1' })).toEqual([
    { kind: 'amend', order: { clientOrderId: 'mine' }, volume: '2', limitPrice: '+1' },
  ])
  expect(EditOrder.intents?.({ txid: 'OABCDE-AAAAA-AAAAAA', pair: 'BTC/USD', price: '5' })).toEqual([
    { kind: 'edit', order: { txid: 'OABCDE-AAAAA-AAAAAA' }, pair: 'BTC/USD', price: '5' },
  ])
})
