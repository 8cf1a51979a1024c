import { expect, test } from 'vitest'
import { aTrader, at, NOW } from './a-trader.ts'

test('cancel names one order by its id or its client id, and all that bear a userref', () => {
  const trader = aTrader()
  trader.place({ userref: '7' })
  trader.place({ userref: '7' })
  const id = trader.place()
  expect(trader.call('cancel_order', { txid: id })).toEqual({ count: 1, pending: false })
  expect(trader.call('cancel_order', { txid: 7 })).toEqual({ count: 2, pending: false })
  expect(trader.call('cancel_order', { cl_ord_id: 'seed-far-bid' })).toEqual({ count: 1, pending: false })
  expect(at(trader.call('get_open_orders'), 'open')).toEqual({})
  expect(trader.order(id)).toMatchObject({ status: 'canceled', reason: 'User requested' })
})

test('an order that is gone or never was is unknown', () => {
  const trader = aTrader()
  const id = trader.place()
  trader.call('cancel_order', { txid: id })
  expect(trader.refusal('cancel_order', { txid: id })).toBe('EOrder:Unknown order')
  expect(trader.refusal('cancel_order', { txid: 'OXXXXX-XXXXX-XXXXXX' })).toBe('EOrder:Unknown order')
  expect(trader.refusal('cancel_order')).toBe('EGeneral:Invalid arguments:txid')
})

test('a batch cancels what it finds, each order once, and takes at most 50 names', () => {
  const trader = aTrader()
  const id = trader.place()
  const names = { orders: [id, id, 'OXXXXX-XXXXX-XXXXXX'], cl_ord_ids: ['seed-far-bid'] }
  expect(trader.call('cancel_order_batch', names)).toEqual({ count: 2 })
  const many = Array.from({ length: 51 }, (_, index) => `O${index}`)
  expect(trader.refusal('cancel_order_batch', { orders: many })).toBe('EGeneral:Invalid arguments:orders')
})

test('cancel all leaves nothing open and counts what it canceled', () => {
  const trader = aTrader()
  trader.place()
  expect(trader.call('cancel_all_orders')).toEqual({ count: 2 })
  expect(trader.call('cancel_all_orders')).toEqual({ count: 0 })
  expect(at(trader.call('get_extended_balance'), 'ZUSD', 'hold_trade')).toBe('0.0000')
})

test('the dead-man timer cancels everything at its moment, once', () => {
  const trader = aTrader()
  expect(trader.call('cancel_all_orders_after', { timeout: '60' })).toEqual({
    currentTime: '2026-09-01T12:00:00Z',
    triggerTime: '2026-09-01T12:01:00Z',
  })
  trader.wait(59_999)
  expect(Object.keys(trader.account.orders)).toHaveLength(1)
  trader.wait(5_000)
  expect(trader.account.orders).toEqual({})
  expect(trader.order('OSEED2-AAAAA-000002')).toMatchObject({ status: 'canceled', closetm: NOW / 1000 + 60 })
  const later = trader.place()
  trader.wait(3_600_000)
  expect(at(trader.order(later), 'status')).toBe('open')
})

test('the timer is put off by another call and off by 0', () => {
  const trader = aTrader()
  trader.call('cancel_all_orders_after', { timeout: 60 })
  trader.wait(50_000)
  trader.call('cancel_all_orders_after', { timeout: 60 })
  trader.wait(50_000)
  expect(Object.keys(trader.account.orders)).toHaveLength(1)
  expect(at(trader.call('cancel_all_orders_after', { timeout: 0 }), 'triggerTime')).toBe('0')
  trader.wait(100_000)
  expect(Object.keys(trader.account.orders)).toHaveLength(1)
})

test.each(['', '86400', '-1', 'soon'])('a timeout of "%s" is refused', (timeout) => {
  expect(aTrader().refusal('cancel_all_orders_after', { timeout })).toBe('EGeneral:Invalid arguments:timeout')
})

test('a print before the timer’s moment fills, one after it does not', () => {
  const trader = aTrader()
  const first = trader.place({ price: '59000', volume: '0.1' })
  const second = trader.place({ price: '58000', volume: '0.1' })
  trader.call('cancel_all_orders_after', { timeout: 10 })
  const print = { volume: '5', side: 'sell', orderType: 'market' } as const
  trader.market.tape.push({ ...print, id: 1, time: NOW + 9_000, price: '58999' })
  trader.market.tape.push({ ...print, id: 2, time: NOW + 11_000, price: '57999' })
  trader.wait(30_000)
  expect(at(trader.order(first), 'status')).toBe('closed')
  expect(trader.order(second)).toMatchObject({ status: 'canceled', vol_exec: '0.00000000' })
})

test('prints older than a day are not looked at after a long gap', () => {
  const trader = aTrader()
  const id = trader.place({ price: '59000', volume: '0.1' })
  const print = { volume: '0.04', side: 'sell', orderType: 'market', price: '58000' } as const
  trader.market.tape.push({ ...print, id: 1, time: NOW + 3_600_000 })
  trader.market.tape.push({ ...print, id: 2, time: NOW + 47 * 3_600_000 })
  trader.wait(48 * 3_600_000)
  expect(at(trader.order(id), 'vol_exec')).toBe('0.04000000')
})

test('a clock that is set back goes on from there, and one that slips a moment shows no print twice', () => {
  const trader = aTrader()
  const id = trader.place({ price: '59000', volume: '0.1' })
  const print = { volume: '0.04', side: 'sell', orderType: 'market', price: '58000' } as const
  trader.market.tape.push({ ...print, id: 1, time: NOW + 500 })
  trader.wait(1000)
  trader.wait(-900)
  trader.wait(900)
  expect(at(trader.order(id), 'vol_exec')).toBe('0.04000000')
  trader.market.tape.push({ ...print, id: 2, time: NOW - 3_600_000 })
  trader.wait(-7_200_000)
  trader.wait(3_700_000)
  expect(at(trader.order(id), 'vol_exec')).toBe('0.08000000')
})
