import { expect, test } from 'vitest'
import { held } from '../../../src/domain/matching/hold.ts'
import { add, subtract } from '../../../src/domain/money.ts'
import { openAccount } from '../../../src/emulator/trading/seed.ts'
import { available, post } from '../../../src/kraken/trading/account.ts'
import { aTrader, at, idsAt, NOW, type Row, rowsAt } from './a-trader.ts'

test('the seeded ledger adds up to the seeded balances', () => {
  for (const { account } of [aTrader(), { account: openAccount('alone', NOW) }]) {
    const totals: Record<string, string> = {}
    for (const entry of account.ledger) {
      totals[entry.asset] = subtract(add(totals[entry.asset] ?? '0', entry.amount), entry.fee)
      expect(entry.balance).toBe(totals[entry.asset])
      expect(entry.time).toBeLessThanOrEqual(NOW)
    }
    expect(totals).toEqual(account.balances)
  }
})

test('the seeded rows answer by their fixed ids', () => {
  const trader = aTrader()
  const order = trader.call('query_orders', { txid: 'OSEED1-AAAAA-000001' })
  const trade = trader.call('query_trades', { txid: 'TSEED1-AAAAA-000001' })
  const entry = trader.call('query_ledgers', { id: 'LSEED1-AAAAA-000001' })
  expect(at(order, 'OSEED1-AAAAA-000001', 'status')).toBe('closed')
  expect(at(trade, 'TSEED1-AAAAA-000001', 'ordertxid')).toBe('OSEED1-AAAAA-000001')
  expect(at(entry, 'LSEED1-AAAAA-000001', 'refid')).toBe('TSEED1-AAAAA-000001')
})

test('a posting moves the balance, and one past what is available is refused', () => {
  const { account } = aTrader()
  const entry = post(account, { asset: 'ZUSD', amount: '-10', fee: '0.5', type: 'withdrawal', now: NOW })
  expect(entry).toMatchObject({ balance: '99989.5', type: 'withdrawal', subtype: '' })
  expect(available(account, 'ZUSD')).toBe(subtract('99989.5', held(account, 'ZUSD')))
  expect(() => post(account, { asset: 'ZUSD', amount: '-99985', type: 'withdrawal', now: NOW })).toThrow(
    'EFunding:Insufficient funds',
  )
  expect(account.balances.ZUSD).toBe('99989.5')
})

const withTrades = (count: number) => {
  const trader = aTrader()
  for (let done = 0; done < count; done++) {
    trader.place({ ordertype: 'market', price: undefined, volume: '0.0001' })
    trader.wait(1000)
  }
  return trader
}

test('trades come newest first, fifty a page, with a count', () => {
  const trader = withTrades(59)
  const first = trader.call('get_trade_history')
  const second = trader.call('get_trade_history', { ofs: '50' })
  expect([first, second].map((page) => [idsAt(page, 'trades').length, at(page, 'count')])).toEqual([
    [50, 60],
    [10, 60],
  ])
  const times = [first, second].flatMap((page) => rowsAt(page, 'trades').map(([, row]) => Number(row.time)))
  expect(times).toEqual([...times].sort((a, b) => b - a))
  expect(trader.call('get_trade_history', { without_count: true })).not.toHaveProperty('count')
})

test('a cursor walks every row once, also while new ones arrive', () => {
  const trader = withTrades(9)
  const seen: string[] = []
  let cursor: unknown
  do {
    const page = trader.call('get_trade_history', { with_cursor: true, limit: 4, cursor })
    seen.push(...idsAt(page, 'trades'))
    cursor = at(page, 'cursor', 'next')
    trader.place({ ordertype: 'market', price: undefined, volume: '0.0001' })
  } while (cursor !== null)
  expect(seen).toHaveLength(10)
  expect(new Set(seen).size).toBe(10)
  expect(trader.refusal('get_trade_history', { cursor: 'c3' })).toBe('EGeneral:Invalid arguments:cursor')
})

test('start is exclusive, end inclusive, and both take an id', () => {
  const trader = withTrades(3)
  const [newest, middle, oldest] = idsAt(trader.call('get_trade_history'), 'trades')
  const between = (range: Record<string, unknown>) => idsAt(trader.call('get_trade_history', range), 'trades')
  expect(between({ start: oldest, end: middle })).toEqual([middle])
  expect(between({ start: NOW / 1000 })).toEqual([newest, middle])
  expect(between({ start: NOW / 1000, end: NOW / 1000 + 1 })).toEqual([middle])
  expect(trader.refusal('get_trade_history', { start: 'yesterday' })).toBe('EGeneral:Invalid arguments:start')
})

test('ledgers are filtered by asset and type', () => {
  const trader = withTrades(1)
  const rows = (params: Record<string, unknown>): Row[] =>
    rowsAt(trader.call('get_ledgers', params), 'ledger').map(([, row]) => row)
  expect(rows({ type: 'trade', asset: 'XBT' }).map(({ asset }) => asset)).toEqual(['XXBT', 'XXBT'])
  expect(rows({ asset: 'ZUSD,ZEUR', type: 'deposit' })).toHaveLength(2)
  expect(trader.refusal('get_ledgers', { asset: 'NOPE' })).toBe('EQuery:Unknown asset')
  expect(trader.refusal('get_ledgers', { type: 'gift' })).toBe('EGeneral:Invalid arguments:type')
})

test('closed orders are filtered by client id, userref and the time that is asked for', () => {
  const trader = aTrader()
  const id = trader.place({ cl_ord_id: 'mine' })
  trader.wait(10_000)
  trader.call('cancel_order', { txid: id })
  const closed = (params: Record<string, unknown>) =>
    idsAt(trader.call('get_closed_orders', params), 'closed')
  expect(closed({ cl_ord_id: 'mine' })).toEqual([id])
  expect(closed({ userref: 1 })).toEqual(['OSEED3-AAAAA-000003'])
  const after = NOW / 1000 + 5
  expect([closed({ start: after, closetime: 'open' }), closed({ start: after, closetime: 'close' })]).toEqual(
    [[], [id]],
  )
})

test('queries take so many ids and refuse unknown ones', () => {
  const trader = aTrader()
  const ids = Array.from({ length: 51 }, () => 'OSEED1-AAAAA-000001')
  expect(trader.refusal('query_orders', { txid: ids })).toBe('EGeneral:Invalid arguments:txid')
  expect(trader.refusal('query_trades', { txid: ids.slice(0, 21) })).toBe('EGeneral:Invalid arguments:txid')
  expect(trader.refusal('query_orders', { txid: 'OXXXXX-XXXXX-XXXXXX' })).toBe('EOrder:Unknown order')
})
