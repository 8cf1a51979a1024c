import { expect, test } from 'vitest'
import { add } from '../../../src/domain/money.ts'
import { anOrder, aTrader, at, NOW, rowsAt } from './a-trader.ts'

test('an order answers with its words and its id, and is then open', () => {
  const trader = aTrader()
  const answer = trader.call('add_order', anOrder({ volume: '1.25', price: '30010', cl_ord_id: 'mine' }))
  expect(at(answer, 'descr')).toEqual({ order: 'buy 1.25000000 XBTUSD @ limit 30010.0' })
  expect(at(trader.call('get_open_orders'), 'open', String(at(answer, 'txid', '0')))).toEqual({
    refid: null,
    userref: 0,
    cl_ord_id: 'mine',
    status: 'open',
    opentm: NOW / 1000,
    starttm: 0,
    expiretm: 0,
    descr: {
      pair: 'XBTUSD',
      type: 'buy',
      ordertype: 'limit',
      price: '30010.0',
      price2: '0',
      leverage: 'none',
      order: 'buy 1.25000000 XBTUSD @ limit 30010.0',
      close: '',
    },
    vol: '1.25000000',
    vol_exec: '0.00000000',
    cost: '0.00000',
    fee: '0.00000',
    price: '0.00000',
    stopprice: '0.00000',
    limitprice: '0.00000',
    misc: '',
    oflags: 'fciq',
  })
})

test('validate answers with the words alone and places nothing', () => {
  const trader = aTrader()
  const before = Object.keys(trader.account.orders)
  expect(trader.call('add_order', anOrder({ validate: 'true' }))).toEqual({
    descr: { order: 'buy 0.01000000 XBTUSD @ limit 50000.0' },
  })
  expect(Object.keys(trader.account.orders)).toEqual(before)
})

test.each(['XBTUSD', 'XXBTZUSD', 'BTC/USD'])('the pair may be called %s', (pair) => {
  expect(aTrader().refusal('add_order', anOrder({ pair }))).toBe('accepted')
})

test('a conditional close is read nested and from flat keys', () => {
  const trader = aTrader()
  const words = 'close position @ stop loss 22000.0 -> limit 21000.0'
  const nested = { close: { ordertype: 'stop-loss-limit', price: '22000', price2: '21000' } }
  const flat = {
    'close[ordertype]': 'stop-loss-limit',
    'close[price]': '22000',
    'close[price2]': '21000',
  }
  expect(at(trader.call('add_order', anOrder(nested)), 'descr', 'close')).toBe(words)
  expect(at(trader.call('add_order', anOrder(flat)), 'descr', 'close')).toBe(words)
})

test.each<[string, Record<string, unknown>, string]>([
  ['an unknown pair', { pair: 'NOPEUSD' }, 'EQuery:Unknown asset pair'],
  ['an unknown side', { type: 'hold' }, 'EGeneral:Invalid arguments:type'],
  ['an unknown order type', { ordertype: 'magic' }, 'EGeneral:Invalid arguments:ordertype'],
  ['an unknown flag', { oflags: 'post,fast' }, 'EGeneral:Invalid arguments:oflags'],
  ['an exponent', { volume: '1e-8' }, 'EGeneral:Invalid arguments:volume'],
  ['no number', { volume: 'NaN' }, 'EGeneral:Invalid arguments:volume'],
  ['a negative volume', { volume: '-1' }, 'EGeneral:Invalid arguments:volume'],
  ['a volume below the minimum', { volume: '0.00001' }, 'EOrder:Order minimum not met'],
  ['a cost below the minimum', { price: '1' }, 'EOrder:Cost minimum not met'],
  ['a price off the tick', { price: '50000.12' }, 'EOrder:Tick size check failed'],
  ['a price that is nonsense', { price: 'low' }, 'EOrder:Invalid price'],
  ['more than the account has', { volume: '100' }, 'EOrder:Insufficient funds'],
  ['a long client id', { cl_ord_id: 'x'.repeat(19) }, 'EGeneral:Invalid arguments:cl_ord_id'],
  ['a large userref', { userref: '2147483648' }, 'EGeneral:Invalid arguments:userref'],
  ['a client id beside a userref', { cl_ord_id: 'a', userref: '1' }, 'EGeneral:Invalid arguments:cl_ord_id'],
  ['a client id that is open', { cl_ord_id: 'seed-far-bid' }, 'EOrder:cl_ord_id already in use'],
  ['a deadline that has passed', { deadline: '2026-09-01T11:59:59Z' }, 'EService:Deadline elapsed'],
  ['a deadline too near', { deadline: '2026-09-01T12:00:00.5Z' }, 'EGeneral:Invalid arguments:deadline'],
  ['a deadline too far', { deadline: '2026-09-01T12:01:01Z' }, 'EGeneral:Invalid arguments:deadline'],
  ['a deadline that is nonsense', { deadline: 'soon' }, 'EGeneral:Invalid arguments:deadline'],
])('%s is refused with Kraken’s string, and nothing is placed', (_what, params, error) => {
  const trader = aTrader()
  const before = JSON.stringify(trader.account.orders)
  expect(trader.refusal('add_order', anOrder(params))).toBe(error)
  expect(JSON.stringify(trader.account.orders)).toBe(before)
})

test.each(['6d1b345e-2821-40e2-ad83-4ecb18a06876', 'da8e4ad59b78481c93e589746b0cf91f', 'arb-20240509-00010'])(
  'the client id "%s" has a form that Kraken takes',
  (id) => {
    expect(aTrader().refusal('add_order', anOrder({ cl_ord_id: id }))).toBe('accepted')
  },
)

test('a deadline a few seconds ahead is taken', () => {
  expect(aTrader().refusal('add_order', anOrder({ deadline: '2026-09-01T12:00:06.000Z' }))).toBe('accepted')
})

test('a pair in cancel_only mode takes no orders and still cancels them', () => {
  const trader = aTrader({ pair: { status: 'cancel_only' } })
  expect(trader.refusal('add_order', anOrder())).toBe('EService:Market in cancel_only mode')
  expect(trader.call('cancel_order', { txid: 'OSEED2-AAAAA-000002' })).toEqual({ count: 1, pending: false })
})

test('a market order is filled when it answers: balances, trades and ledger follow', () => {
  const trader = aTrader()
  const { XXBT = '0' } = trader.account.balances
  const id = trader.place({ ordertype: 'market', price: undefined, volume: '1.5' })
  expect(trader.order(id)).toMatchObject({
    status: 'closed',
    vol_exec: '1.50000000',
    cost: '90020.00000',
    fee: '360.08000',
    price: '60013.3',
  })
  expect(trader.account.balances).toMatchObject({ ZUSD: '9619.92', XXBT: add(XXBT, '1.5') })
  const mine = rowsAt(trader.call('get_trade_history'), 'trades').filter(
    ([, trade]) => trade.ordertxid === id,
  )
  expect(mine.map(([, { vol, maker }]) => [vol, maker])).toEqual([
    ['0.50000000', false],
    ['1.00000000', false],
  ])
  expect(at(trader.order(id), 'trades')).toEqual(mine.map(([key]) => key).reverse())
})

test('a resting order holds its cost with the fee, and a print fills it later', () => {
  const trader = aTrader()
  const id = trader.place({ volume: '1', price: '59000' })
  expect(at(trader.call('get_extended_balance'), 'ZUSD')).toEqual({
    balance: '100000.0000',
    hold_trade: '59246.0400',
  })
  trader.market.tape.push({
    id: 1,
    time: NOW + 400,
    price: '58999',
    volume: '0.4',
    side: 'sell',
    orderType: 'market',
  })
  trader.wait(1000)
  expect(trader.order(id)).toMatchObject({
    status: 'open',
    vol_exec: '0.40000000',
    cost: '23600.00000',
    fee: '59.00000',
  })
})

test('a batch places its orders in order and answers for each', () => {
  const trader = aTrader()
  const { pair: _, ...first } = anOrder()
  const answer = trader.call('add_order_batch', {
    pair: 'XBTUSD',
    orders: [first, { ...first, volume: '99' }],
  })
  expect(at(answer, 'orders')).toEqual([
    { txid: expect.stringMatching(/^O/), descr: { order: 'buy 0.01000000 XBTUSD @ limit 50000.0' } },
    { error: 'EOrder:Insufficient funds', descr: { order: 'buy 99.00000000 XBTUSD @ limit 50000.0' } },
  ])
})

test('one order that fails validation refuses the whole batch', () => {
  const trader = aTrader()
  const before = Object.keys(trader.account.orders)
  const orders = [anOrder(), anOrder({ volume: '0.000001' })]
  expect(trader.refusal('add_order_batch', { pair: 'XBTUSD', orders })).toBe('EOrder:Order minimum not met')
  expect(Object.keys(trader.account.orders)).toEqual(before)
})

test.each([1, 16])('a batch of %i is refused', (count) => {
  const orders = Array.from({ length: count }, () => anOrder())
  expect(aTrader().refusal('add_order_batch', { pair: 'XBTUSD', orders })).toBe(
    'EGeneral:Invalid arguments:orders',
  )
})
