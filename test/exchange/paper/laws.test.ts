import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compare, isNegative, subtract } from '../../../src/domain/money.ts'
import type { AccountHouse } from '../../support/account.ts'
import { aPaperAccount, resultOf } from './a-paper-account.ts'

type Step = (house: AccountHouse) => Promise<unknown>

const order = fc.record({
  type: fc.constantFrom('buy', 'sell'),
  volume: fc.constantFrom('0.0001', '0.01', '0.3', '2'),
  shape: fc.constantFrom(
    { ordertype: 'market' },
    { ordertype: 'limit', price: '#0.01%' },
    { ordertype: 'limit', price: '#5%', timeinforce: 'IOC' },
    { ordertype: 'stop-loss', price: '#0.1%' },
    { ordertype: 'trailing-stop', price: '+50' },
    { ordertype: 'take-profit-limit', price: '#0.05%', price2: '#0%' },
  ),
})

const steps: fc.Arbitrary<Step> = fc.oneof(
  order.map(
    ({ shape, ...rest }): Step =>
      (house) =>
        house.call('add_order', { pair: 'XBTUSD', ...rest, ...shape }),
  ),
  fc.constant<Step>((house) => house.call('cancel_all_orders')),
  fc.constant<Step>(async (house) => house.restart()),
  fc.integer({ min: 1, max: 600 }).map(
    (seconds): Step =>
      (house) =>
        house.clock.advance(seconds * 1000),
  ),
)

const rowsOf = async (house: AccountHouse, tool: string, list: string) => {
  const first = await resultOf(house, tool)
  const pages = [first]
  for (let ofs = 50; ofs < Number(first.count); ofs += 50) pages.push(await resultOf(house, tool, { ofs }))
  return pages.flatMap((page) => Object.values(Object(page[list])).map(Object))
}

/** Σ ledger = balance for each asset; Σ trades and fees = ledger; nothing negative; nothing held but by open orders. */
const addsUp = async (house: AccountHouse): Promise<void> => {
  const balances = Object.entries(await resultOf(house, 'get_extended_balance'))
  const ledger = await rowsOf(house, 'get_ledgers', 'ledger')
  for (const [asset, row] of balances) {
    const { balance, hold_trade } = Object(row)
    const own = ledger.filter((entry) => entry.asset === asset)
    const total = own.reduce((sum, { amount, fee }) => add(sum, subtract(amount, fee)), '0')
    expect(compare(total, balance), asset).toBe(0)
    expect(isNegative(subtract(balance, hold_trade)), asset).toBe(false)
  }
  const trades = await rowsOf(house, 'get_trade_history', 'trades')
  const signed = trades.map(({ type, vol }) => (type === 'buy' ? vol : `-${vol}`)).reduce(add, '0')
  const coins = ledger.filter(({ asset, type }) => asset === 'XXBT' && type === 'trade')
  expect(compare(coins.map(({ amount }) => amount).reduce(add, '0'), signed)).toBe(0)
}

test('after any story, with restarts in it, the books add up and the rows say what the memory says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 3, maxLength: 12 }), async (story) => {
      const house = aPaperAccount({ balances: { USD: '20000', BTC: '0.5' } })
      for (const step of story) await step(house)
      await addsUp(house)
      const tell = async () =>
        JSON.stringify([
          await resultOf(house, 'get_open_orders'),
          await resultOf(house, 'get_extended_balance'),
        ])
      const before = await tell()
      house.restart()
      expect(await tell()).toBe(before)
    }),
    { numRuns: 10 },
  )
})

test('a hundred orders at once spend the money once', async () => {
  const house = aPaperAccount({ balances: { USD: '5000' } })
  const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'market' }
  const volumes = Array.from({ length: 100 }, (_, at) => `0.005${String(at).padStart(3, '0')}`)
  const answers = await Promise.all(volumes.map((volume) => house.call('add_order', { ...order, volume })))
  const placed = answers.filter(({ ok }) => ok).length
  expect(placed).toBeGreaterThan(5)
  expect(placed).toBeLessThan(12)
  await addsUp(house)
})
