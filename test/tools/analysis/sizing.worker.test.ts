import { beforeEach, expect, test } from 'vitest'
import { aCaller, call, turn } from '../../http/a-caller.ts'

beforeEach(() => turn('reset', {}))

const ask = async (tool: string, args: object) => {
  const { token } = await aCaller({ scopes: 'read' })
  return (await call(token, tool, { pair: 'BTC/USD', ...args })).answer
}
const exits = (args: object) => ask('calculate_exit_prices', args)
const size = (args: object) => ask('calculate_position_size', args)

test('a stop by percent and a target by risk-reward', async () => {
  expect(await exits({ side: 'buy', entry: 50_000, stop_percent: 2, risk_reward: 3 })).toMatchObject({
    entry: '50000.0',
    stop: '49000.0',
    target: '53000.0',
    risk_percent: '2',
    risk_reward: '3',
  })
})

test('a stop by ATR says by which, and starts at the last price', async () => {
  const { entry, stop, atr, interval } = await exits({ side: 'sell', atr_multiplier: '1.5', interval: '4h' })
  expect(interval).toBe('4h')
  expect(Number(stop) - Number(entry)).toBeGreaterThanOrEqual(1.5 * atr - 1e-6)
  expect(Number(stop) - Number(entry)).toBeLessThan(1.5 * atr + 0.2)
})

test('two measures of one stop are refused', async () => {
  const { error } = await exits({ side: 'buy', atr_multiplier: '2', stop_percent: '1' })
  expect(error).toMatchObject({
    code: 'invalid_argument',
    message: expect.stringContaining('send one of the two'),
  })
})

test('a size by risk loses what was risked at its stop, fees and all, of the account’s equity', async () => {
  const { token } = await aCaller({ scopes: 'read' })
  const { answer: balance } = await call(token, 'get_trade_balance', {})
  const { answer: volume } = await call(token, 'get_trade_volume', { pair: ['BTC/USD'] })
  const answer = await size({ side: 'buy', entry: '50000', stop: '49000', risk_percent: '0.1' })
  expect(answer.bound_by).toBe('risk')
  expect(Math.abs(Number(answer.equity) / (Number(balance.eb) + Number(balance.n)) - 1)).toBeLessThan(0.01)
  const fee = Number(volume.fees.XXBTZUSD.fee) / 100
  expect(Number(answer.volume)).toBeCloseTo((Number(answer.equity) * 0.001) / (1000 + 99_000 * fee), 7)
  expect(Number(answer.loss_at_stop)).toBeCloseTo(Number(answer.risk), 2)
  expect(answer.fee_assumed).toBeUndefined()
})

test('no size is larger than the account can pay for', async () => {
  const { token } = await aCaller({ scopes: 'read' })
  const { answer: balances } = await call(token, 'get_extended_balance', {})
  const buy = await size({ side: 'buy', entry: '50000', stop: '49999', risk_percent: '50' })
  expect(buy.bound_by).toBe('funds')
  const free = Number(balances.ZUSD.balance) - Number(balances.ZUSD.hold_trade)
  expect(Number(buy.cost) + Number(buy.fee)).toBeLessThanOrEqual(free + 0.01)
  const margin = await size({ side: 'buy', entry: '50000', stop: '49999', risk_percent: '50', leverage: 5 })
  expect(margin.bound_by).toBe('free_margin')
})

test('a size too small for the pair is zero, with the minimum that binds', async () => {
  expect(await size({ side: 'buy', entry: '50000', stop: '10000', risk_percent: '0.0001' })).toMatchObject({
    volume: '0',
    bound_by: 'order_minimum',
    minimum: expect.stringMatching(/^0\.0+\d+$/),
    wanted: expect.any(String),
  })
})

test('Kelly stakes nothing without an edge, and half of its share with one', async () => {
  expect(await size({ side: 'buy', method: 'kelly', win_rate: '0.4', payoff: '1' })).toMatchObject({
    volume: '0',
    bound_by: 'no_edge',
  })
  const { equity, cost, equity_share } = await size({
    side: 'buy',
    method: 'kelly',
    entry: '50000',
    win_rate: '0.51',
    payoff: '1',
  })
  expect(equity_share).toBe('0.01')
  expect(Number(cost) / Number(equity)).toBeCloseTo(0.01, 3)
})

test('by volatility the stop lies that many ATRs away', async () => {
  const { entry, stop, atr } = await size({ side: 'sell', method: 'volatility', atr_multiplier: '3' })
  expect(Math.abs(Number(stop) - Number(entry) - 3 * Number(atr))).toBeLessThan(0.5)
})

test.each([
  [{ side: 'buy', entry: '100', stop: '101' }, 'wrong side'],
  [{ side: 'sell', entry: '100', stop: '99' }, 'wrong side'],
  [{ side: 'buy', entry: '100' }, '"stop" is required'],
  [{ side: 'buy', method: 'kelly' }, '"win_rate" is required'],
])('%j is refused', async (args, message) => {
  expect((await size(args)).error.message).toContain(message)
})
