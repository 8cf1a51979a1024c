import { expect, test } from 'vitest'
import { aTrader, at, idsAt, rowsAt } from './a-trader.ts'

const LONG = { ordertype: 'market', price: undefined, leverage: '5', volume: '1' }

test('fees come for the pairs that are named, the schedule on request, and both follow the volume', () => {
  const trader = aTrader()
  expect(trader.call('get_trade_volume')).not.toHaveProperty('fees')
  const before = trader.call('get_trade_volume', { pair: 'XBTUSD,XETHZUSD', fee_schedule: 'true' })
  expect(at(before, 'fees', 'XXBTZUSD')).toMatchObject({
    fee: '0.4000',
    nextfee: '0.3500',
    nextvolume: '10000.0000',
  })
  expect(idsAt(before, 'fees_maker')).toEqual(['XXBTZUSD', 'XETHZUSD'])
  const active = rowsAt(before, 'schedules', '0', 'tiers')
    .map(([, tier]) => tier)
    .filter((tier) => tier.active)
  expect(active).toMatchObject([{ maker_fee: '0.2500', taker_fee: '0.4000', min_spot_volume: '0' }])
  trader.place({ ordertype: 'market', price: undefined, volume: '1' })
  expect(at(trader.call('get_trade_volume', { pair: 'XBTUSD' }), 'fees', 'XXBTZUSD', 'fee')).toBe('0.2400')
  expect(trader.refusal('get_trade_volume', { pair: 'NOPE' })).toBe('EQuery:Unknown asset pair')
})

test('a position shows what it cost and, on request, what it is worth', () => {
  const trader = aTrader()
  trader.place(LONG)
  trader.market.lastPrice = '61000'
  const [position] = rowsAt(trader.call('get_open_positions', { docalcs: 'true' })).map(([, row]) => row)
  expect(position).toMatchObject({
    pair: 'XXBTZUSD',
    type: 'buy',
    vol: '1.00000000',
    vol_closed: '0.00000000',
    cost: '60010.00000',
    fee: '240.04000',
    margin: '12002.00000',
    value: '61000.0000',
    net: '+990.0000',
  })
  const [plain] = rowsAt(trader.call('get_open_positions')).map(([, row]) => row)
  expect(plain).not.toHaveProperty('net')
})

test('consolidated positions are an array, one row a pair and side', () => {
  const trader = aTrader()
  trader.place({ ...LONG, volume: '0.1' })
  trader.place({ ...LONG, volume: '0.2' })
  expect(trader.call('get_open_positions', { consolidation: 'market' })).toMatchObject([
    { pair: 'XXBTZUSD', positions: '2', type: 'buy', vol: '0.30000000' },
  ])
})

test('a closed position is told on the trade that opened it', () => {
  const trader = aTrader()
  trader.place({ ...LONG, volume: '0.1' })
  trader.market.shown = { bids: [{ price: '61010', volume: '9' }], asks: [{ price: '61020', volume: '9' }] }
  const closing = trader.place({ ...LONG, volume: '0.1', type: 'sell' })
  const history = trader.call('get_trade_history', { type: 'closed position', trades: true })
  expect(rowsAt(history, 'trades').map(([, row]) => row)).toMatchObject([
    {
      posstatus: 'closed',
      cprice: '61010.0',
      ccost: '6101.00000',
      cvol: '0.10000000',
      trades: at(trader.order(closing), 'trades'),
    },
  ])
  expect(trader.call('get_open_positions')).toEqual({})
})

test('the trade balance counts everything at market, and margin as bound', () => {
  const trader = aTrader()
  const before = trader.call('get_trade_balance')
  expect(before).toMatchObject({ m: '0.0000', n: '0.0000', e: at(before, 'eb'), mf: at(before, 'eb') })
  expect(before).not.toHaveProperty('ml')
  trader.place(LONG)
  trader.market.lastPrice = '60105'
  expect(trader.call('get_trade_balance')).toMatchObject({
    m: '12002.0000',
    n: '95.0000',
    c: '60010.0000',
    v: '60105.0000',
  })
  expect(trader.refusal('get_trade_balance', { asset: 'NOPE' })).toBe('EQuery:Unknown asset')
})

test('the account survives JSON and goes on', () => {
  const trader = aTrader()
  const id = trader.place({ price: '59000', volume: '0.1' })
  Object.assign(trader.account, JSON.parse(JSON.stringify(trader.account)))
  expect(trader.call('cancel_order', { txid: id })).toEqual({ count: 1, pending: false })
})
