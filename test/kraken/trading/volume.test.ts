import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Trade } from '../../../src/domain/matching/effect.ts'
import { volumeOf30Days } from '../../../src/kraken/trading/volume.ts'
import { aBench, NOW } from '../../domain/matching/builders.ts'
import { aPaperTrader } from './a-paper-trader.ts'

const DAY_MS = 24 * 3_600_000

const aTrade = (time: number, cost: string): Trade => {
  const bench = aBench()
  bench.place({ orderType: 'market' })
  const [trade] = bench.trades()
  if (trade === undefined) throw new Error('a market order did not trade')
  return { ...trade, time, cost }
}
const ONE = aTrade(NOW, '1')

test('the volume of thirty days is the sum of their trades, however the time and the list went on', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ days: fc.nat(20), cost: fc.nat(1000) }), { maxLength: 30 }), (steps) => {
      const { account, market } = aPaperTrader()
      let now = NOW
      for (const { days, cost } of steps) {
        now += days * DAY_MS
        account.trades.push({ ...ONE, time: now, cost: String(cost) })
        const counted = account.trades.filter(({ time }) => time > now - 30 * DAY_MS)
        const expected = counted.reduce((total, trade) => total + Number(trade.cost), 0)
        expect(Number(volumeOf30Days(account, market, now))).toBe(expected)
      }
    }),
  )
})

test('a clock that is set back counts anew', () => {
  const { account, market } = aPaperTrader()
  account.trades.push({ ...ONE, time: NOW, cost: '7' })
  expect(volumeOf30Days(account, market, NOW + 40 * DAY_MS)).toBe('0')
  expect(volumeOf30Days(account, market, NOW + DAY_MS)).toBe('7')
})
