import { expect, test } from 'vitest'
import { NOW } from '../../domain/matching/builders.ts'
import { aPaperTrader } from './a-paper-trader.ts'

const MARKET = { ordertype: 'market', price: undefined }

test('a paper account answers as Kraken does, with ids of its own form and fees that say they are assumed', () => {
  const trader = aPaperTrader()
  expect(trader.place(MARKET)).toMatchObject({ txid: [expect.stringMatching(/^O0/)] })
  expect(trader.call('get_trade_history', { ledgers: true })).toMatchObject({
    trades: {
      [trader.account.trades[0]?.id ?? '']: {
        ordertxid: expect.stringMatching(/^O0/),
        fee: '0.40400',
        fee_assumed: true,
        ledgers: [expect.stringMatching(/^L0/), expect.stringMatching(/^L0/)],
      },
    },
  })
  expect(trader.call('get_account_balance')).toEqual({ ZUSD: '9898.5960', XXBT: '11.0000000000' })
  expect(trader.call('get_trade_volume', { pair: 'XBTUSD' })).toMatchObject({
    volume: '101.0000',
    fee_assumed: true,
  })
})

test('the thirty-day volume raises the tier, and a tier that was given stands whatever is traded', () => {
  const fees = (trader: ReturnType<typeof aPaperTrader>) =>
    trader.account.trades.map((trade) => `${trade.role} ${trade.fee}`).at(-1)
  const given = aPaperTrader()
  given.account.leastTier = 9
  given.place(MARKET)
  expect(fees(given)).toBe('taker 0.101')
  expect(given.call('get_trade_volume', { pair: 'XBTUSD' })).toMatchObject({
    volume: '101.0000',
    fees: { XXBTZUSD: { fee: '0.1000', tiervolume: '10000000.0000', nextfee: null } },
  })
  const grown = aPaperTrader({ ZUSD: '1000000', XXBT: '0' })
  grown.shown.depth = { bids: [], asks: [{ price: '100', volume: '1000' }] }
  grown.place({ ...MARKET, volume: '100' })
  grown.place({ ...MARKET, volume: '1' })
  expect(fees(grown)).toBe('taker 0.35')
  grown.look(NOW + 31 * 24 * 3_600_000)
  grown.place({ ...MARKET, volume: '1' })
  expect(fees(grown)).toBe('taker 0.4')
})

test.each([
  { leverage: '2' },
  { ordertype: 'settle-position', price: undefined, volume: '0', leverage: '2' },
  { reduce_only: true, leverage: '2' },
])('margin is refused in clear words: %o', (more) => {
  expect(
    aPaperTrader().refusal('add_order', {
      pair: 'XBTUSD',
      type: 'buy',
      ordertype: 'limit',
      volume: '1',
      price: '98',
      ...more,
    }),
  ).toBe('EOrder:Margin trading is not offered on this account')
})

test('a trigger by index says that it answers from the last price', () => {
  const stop = { ordertype: 'stop-loss', type: 'sell', price: '90', trigger: 'index' }
  expect(aPaperTrader().place(stop)).toHaveProperty('_note')
  expect(aPaperTrader().place({ ...stop, trigger: 'last' })).not.toHaveProperty('_note')
})

test('stptype reaches the engine', () => {
  const trader = aPaperTrader()
  trader.place({ type: 'sell', price: '100.5' })
  trader.place({ ...MARKET, stptype: 'cancel-oldest' })
  expect(trader.account.closed.map((order) => `${order.side} ${order.status}`)).toEqual([
    'sell canceled',
    'buy closed',
  ])
})

test('what happened while nobody looked fills stops by estimate, and the look’s own prints do not', () => {
  const trader = aPaperTrader()
  trader.place({ ordertype: 'stop-loss', type: 'sell', price: '95', volume: '2' })
  const print = (id: number, seconds: number, price: string) =>
    trader.shown.prints.push({ id, time: NOW + seconds * 1000, price, volume: '0.5', side: 'sell' })
  print(1, 10, '94')
  print(2, 11, '93')
  print(3, 100, '92')
  trader.shown.knownFrom = NOW + 60_000
  trader.shown.depth = { id: 'b9', bids: [{ price: '91', volume: '5' }], asks: [] }
  trader.look(NOW + 120_000)
  expect(trader.account.trades.map(({ price, volume, estimated }) => [price, volume, estimated])).toEqual([
    ['93', '0.5', true],
    ['91', '1.5', undefined],
  ])
  expect(trader.account.trades[1]?.evidence).toMatchObject({ kind: 'level', book: { id: 'b9' } })
})

test('a batch refuses all for one invalid order, and one alone that the funds do not cover', () => {
  const trader = aPaperTrader({ ZUSD: '150' })
  const order = { type: 'buy', ordertype: 'limit', volume: '1', price: '98' }
  const batch = (...orders: object[]) => ({ pair: 'XBTUSD', orders })
  expect(trader.refusal('add_order_batch', batch(order, { ...order, price: '98.12' }))).toBe(
    'EOrder:Tick size check failed',
  )
  expect(trader.account.orders).toEqual({})
  expect(trader.call('add_order_batch', batch(order, order))).toMatchObject({
    orders: [{ txid: expect.stringMatching(/^O0/) }, { error: 'EOrder:Insufficient funds' }],
  })
})

test('validate answers with the description and leaves no trace', () => {
  const trader = aPaperTrader()
  const before = JSON.stringify(trader.account)
  expect(trader.place({ validate: true })).toEqual({ descr: { order: 'buy 1.00000000 XBTUSD @ limit 98.0' } })
  expect(JSON.stringify(trader.account)).toBe(before)
})
