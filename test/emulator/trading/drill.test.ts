import fc from 'fast-check'
import { expect, test } from 'vitest'
import { available } from '../../../src/domain/matching/hold.ts'
import { Refused } from '../../../src/domain/matching/refused.ts'
import { add, equals, isNegative, subtract, sum } from '../../../src/domain/money.ts'
import { createMarket } from '../../../src/emulator/market/market.ts'
import { openWorld } from '../../../src/emulator/open-world.ts'
import { tradingCallOf } from '../../../src/emulator/trading/trading-call.ts'
import { advance } from '../../../src/kraken/trading/advance.ts'
import { TRADING_HANDLERS } from '../../../src/kraken/trading/handlers.ts'
import { NOW } from './a-trader.ts'

interface Act {
  readonly tool: string
  readonly params: Record<string, unknown>
  readonly waitMs: number
}

const pair = fc.constantFrom('XBTUSD', 'ETHUSD', 'ETHXBT', 'XDGUSD', 'XBTEUR')
const price = fc.constantFrom('-0.05%', '+0.05%', '-0.5%', '+0.5%', '#0.01%')
const volume = fc.constantFrom('0.01', '0.25', '1', '60')
const order = fc.record({
  pair,
  type: fc.constantFrom('buy', 'sell'),
  ordertype: fc.constantFrom('market', 'limit', 'limit', 'stop-loss', 'take-profit'),
  price,
  volume,
  leverage: fc.constantFrom(undefined, undefined, undefined, '2'),
  oflags: fc.constantFrom(undefined, undefined, 'fcib'),
})
const act: fc.Arbitrary<Act> = fc
  .oneof(
    { weight: 6, arbitrary: order.map((params) => ({ tool: 'add_order', params })) },
    { weight: 1, arbitrary: fc.constant({ tool: 'cancel_all_orders', params: {} }) },
    { weight: 1, arbitrary: fc.constant({ tool: 'cancel_all_orders_after', params: { timeout: 30 } }) },
    {
      weight: 1,
      arbitrary: fc.constant({
        tool: 'edit_order',
        params: { txid: 'OSEED2-AAAAA-000002', pair: 'XBTUSD', price: '10002' },
      }),
    },
  )
  .chain(({ tool, params }) =>
    fc.constantFrom(0, 500, 20_000, 600_000).map((waitMs) => ({ tool, params, waitMs })),
  )

const market = createMarket('drill')

const play = (acts: readonly Act[]) => {
  const world = openWorld('drill', NOW, market)
  world.switches.tier = 'unlimited'
  let now = NOW
  for (const { tool, params, waitMs } of acts) {
    now += waitMs
    advance(world.account, market, now)
    try {
      TRADING_HANDLERS[tool]?.(tradingCallOf({ world, market, params, now }))
    } catch (caught) {
      if (!(caught instanceof Refused)) throw caught
    }
  }
  advance(world.account, market, now + 60_000)
  return world.account
}

test('on the seeded market, whatever a client does, the ledger adds up and nothing falls below zero', () => {
  let fills = 0
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 25 }), (acts) => {
      const account = play(acts)
      for (const [asset, balance] of Object.entries(account.balances)) {
        const mine = account.ledger.filter((entry) => entry.asset === asset)
        expect(equals(sum(mine.map((entry) => subtract(entry.amount, entry.fee))), balance)).toBe(true)
        expect(isNegative(balance)).toBe(false)
        expect(isNegative(available(account, asset))).toBe(false)
      }
      for (const trade of account.trades) {
        const rows = account.ledger.filter((entry) => entry.refid === trade.id)
        expect(rows.map((entry) => entry.id)).toEqual(trade.ledgers)
        expect(sum(rows.map((entry) => entry.fee))).toBe(add(trade.charged, '0'))
      }
      fills += account.trades.length - 1
    }),
    { numRuns: 40 },
  )
  expect(fills).toBeGreaterThan(40)
})

test('the same acts on the same seed give the same account', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 15 }), (acts) => {
      expect(JSON.stringify(play(acts))).toBe(JSON.stringify(play(acts)))
    }),
    { numRuns: 10 },
  )
})
