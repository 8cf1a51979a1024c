import { expect, test } from 'vitest'
import { aTrader, at, NOW } from './a-trader.ts'

const SEEDED = 'OSEED2-AAAAA-000002'

test('an amend keeps the id and adds to the audit trail, oldest first', () => {
  const trader = aTrader()
  const amended = trader.call('amend_order', { txid: SEEDED, limit_price: '10001', order_qty: '0.002' })
  expect(trader.order(SEEDED)).toMatchObject({
    status: 'open',
    vol: '0.00200000',
    amended: true,
    misc: 'amended',
  })
  const trail = trader.call('get_order_amends', { order_id: SEEDED })
  expect(at(trail, 'count')).toBe(2)
  expect(at(trail, 'amends', '0')).toMatchObject({
    amend_type: 'original',
    limit_price: '10000.0',
    order_qty: '0.00100000',
  })
  expect(at(trail, 'amends', '1')).toMatchObject({
    amend_id: at(amended, 'amend_id'),
    amend_type: 'user',
    limit_price: '10001.0',
    timestamp: NOW * 1e6,
  })
})

test('an amend may name the client id and a price relative to the market', () => {
  const trader = aTrader()
  trader.call('amend_order', { cl_ord_id: 'seed-far-bid', limit_price: '-50%' })
  expect(at(trader.order(SEEDED), 'descr', 'price')).toBe('30002.5')
})

test.each([
  [{ txid: 'OXXXXX-XXXXX-XXXXXX', order_qty: '1' }, 'EOrder:Unknown order'],
  [{ order_qty: '1' }, 'EGeneral:Invalid arguments:txid'],
  [{ txid: SEEDED }, 'EGeneral:Invalid arguments:order_qty'],
  [{ txid: SEEDED, order_qty: '0.00001' }, 'EOrder:Order minimum not met'],
  [{ txid: SEEDED, order_qty: '1000' }, 'EOrder:Insufficient funds'],
  [{ txid: SEEDED, limit_price: '10000.01' }, 'EOrder:Tick size check failed'],
  [{ txid: SEEDED, trigger_price: '1' }, 'EGeneral:Invalid arguments:trigger_price'],
  [{ txid: SEEDED, limit_price: '70000', post_only: true }, 'EOrder:Post only order'],
])('the amend %o is refused: %s', (params, error) => {
  const trader = aTrader()
  expect(trader.refusal('amend_order', params)).toBe(error)
  expect(at(trader.order(SEEDED), 'descr', 'price')).toBe('10000.0')
})

test('an edit cancels the order and answers with the new one', () => {
  const trader = aTrader()
  const id = trader.place({ userref: '3' })
  const answer = trader.call('edit_order', { txid: id, pair: 'XBTUSD', price: '19500', userref: '4' })
  expect(answer).toEqual({
    status: 'ok',
    txid: expect.stringMatching(/^O/),
    originaltxid: id,
    volume: '0.01000000',
    price: '19500.0',
    price2: '0',
    orders_cancelled: 1,
    newuserref: '4',
    olduserref: '3',
    descr: { order: 'buy 0.01000000 XBTUSD @ limit 19500.0' },
  })
  expect(at(trader.order(id), 'status')).toBe('canceled')
  expect(at(trader.order(String(at(answer, 'txid'))), 'status')).toBe('open')
})

test('an edit that is refused leaves the order as it was', () => {
  const trader = aTrader()
  const id = trader.place()
  const before = JSON.stringify(trader.account)
  expect(trader.refusal('edit_order', { txid: id, pair: 'XBTUSD', volume: '1000' })).toBe(
    'EOrder:Insufficient funds',
  )
  expect(JSON.stringify({ ...trader.account, counters: {} })).toBe(
    JSON.stringify({ ...JSON.parse(before), counters: {} }),
  )
})
