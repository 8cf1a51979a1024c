import { expect, test } from 'vitest'
import { charge } from '../../../src/kraken/trading/engine-rate.ts'
import { anOrder, aTrader, NOW } from './a-trader.ts'

test('an amend makes an order young again', () => {
  const trader = aTrader({ tier: 'starter' })
  trader.wait(600_000)
  trader.call('amend_order', { txid: 'OSEED2-AAAAA-000002', limit_price: '10001' })
  trader.call('cancel_order', { txid: 'OSEED2-AAAAA-000002' })
  expect(trader.account.counters.XXBTZUSD?.value).toBe(1 + 8)
})

test('fifty orders, then ten seconds, leave 26.6 points on the intermediate tier', () => {
  const { account } = aTrader()
  for (let count = 0; count < 50; count++) charge(account, 'intermediate', 'XXBTZUSD', 1, NOW)
  charge(account, 'intermediate', 'XXBTZUSD', 0, NOW + 10_000)
  expect(account.counters.XXBTZUSD?.value).toBeCloseTo(26.6)
})

test('placing and canceling at once runs into the limit of the pair, and time heals it', () => {
  const trader = aTrader({ tier: 'starter' })
  const cycle = () => trader.refusal('cancel_order', { txid: trader.place() })
  const answers = Array.from({ length: 7 }, cycle)
  expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(6)
  expect(answers.at(-1)).toBe('EOrder:Rate limit exceeded')
  expect(trader.refusal('add_order', anOrder({ pair: 'XETHZUSD', price: '50000' }))).toBe('accepted')
  trader.now += 60_000
  expect(cycle()).toBe('accepted')
})

test('a batch of cancels passes above the limit', () => {
  const trader = aTrader({ tier: 'starter' })
  trader.account.counters.XXBTZUSD = { value: 60, at: NOW }
  expect(trader.refusal('add_order', anOrder())).toBe('EOrder:Rate limit exceeded')
  expect(trader.call('cancel_order_batch', { orders: ['OSEED2-AAAAA-000002'] })).toEqual({ count: 1 })
})

test('the fixed point is charged for an order that fails its checks', () => {
  const trader = aTrader({ tier: 'starter' })
  trader.refusal('add_order', anOrder({ volume: '0.00001' }))
  expect(trader.account.counters.XXBTZUSD?.value).toBe(1)
})

test('a tier has so many open orders on a pair', () => {
  const trader = aTrader({ tier: 'starter' })
  for (let count = 0; count < 59; count++) {
    trader.place()
    trader.now += 2_000
  }
  expect(trader.refusal('add_order', anOrder())).toBe('EOrder:Orders limit exceeded')
})
