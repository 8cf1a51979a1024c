import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import { OPEN } from '../../../src/domain/mandate/presets.ts'
import { createAudit } from '../../../src/exchange/audit.ts'
import { isOneToOne, nothingIsStuck } from '../../chaos/order-laws.ts'
import { realOrders, rowsOf } from '../../chaos/truth.ts'
import type { AccountHouse } from '../../support/account.ts'
import { aCopy, aHouseWith, aRow, callAs, command } from '../../support/owner.ts'
import { buy } from '../switches.ts'

// The laws of test/chaos where mandates stand: orders that wait for their owner, leave narrowed, and are each token's own.

const ANNA = aCopy('anna', 'trade')
const BERT = aCopy('bert', 'trade')
const ASKS: Mandate = {
  ...OPEN,
  grants: undefined,
  approval: { above: '15' },
  marketAs: 'ioc',
  priceCollarPercent: '3',
  maxOrderLife: '1h',
  orders: 'own',
}
const MINUTE = 60_000

type Step = (house: AccountHouse) => unknown

const who = fc.constantFrom(ANNA, ANNA, BERT)
const price = fc.integer({ min: 10, max: 40 }).map((hundreds) => `${hundreds}00`)
const volume = fc.constantFrom('0.001', '0.01')
const order = fc.record({ price, volume })
const cron = (house: AccountHouse, job: string) =>
  void house.account.job(job, Math.floor(house.clock.now() / MINUTE) * MINUTE)

const approveAll: Step = async (house) => {
  const answer = await Promise.race([command(house, 'pending'), house.clock.settle()])
  const pending: { id: string }[] = Object(Object(answer).result).pending ?? []
  for (const { id } of pending) void command(house, 'approve', { id })
}

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(who, order).map(
    ([token, wanted]): Step =>
      (house) =>
        void callAs(house, token, 'add_order', buy(wanted)),
  ),
  fc.tuple(who, fc.constantFrom('buy', 'sell')).map(
    ([token, type]): Step =>
      (house) =>
        void callAs(house, token, 'add_order', {
          pair: 'XBTUSD',
          type,
          ordertype: 'market',
          volume: '0.0001',
        }),
  ),
  fc.tuple(who, fc.array(order, { minLength: 2, maxLength: 3 })).map(
    ([token, wanted]): Step =>
      (house) => {
        const orders = wanted.map((one) => ({ type: 'buy', ordertype: 'limit', ...one }))
        void callAs(house, token, 'add_order_batch', { pair: 'XBTUSD', orders })
      },
  ),
  fc.constant<Step>(approveAll),
  fc.constant<Step>((house) => void callAs(house, ANNA, 'cancel_all_orders')),
  fc.constant<Step>((house) => house.restart()),
  fc.integer({ min: 1, max: 40 }).map(
    (seconds): Step =>
      (house) =>
        house.clock.advance(seconds * 1_000),
  ),
  fc
    .record({
      path: fc.constantFrom(
        'AddOrder',
        'AddOrder',
        'AddOrderBatch',
        'CancelOrderBatch',
        'OpenOrders',
        'ClosedOrders',
      ),
      fault: fc.constantFrom(
        'late',
        'late_drop',
        'hide',
        'hang_after_accept',
        'drop',
        'drop_after_accept',
        'duplicate',
      ),
      ms: fc.integer({ min: 500, max: 9_000 }),
    })
    .map(
      (fault): Step =>
        (house) =>
          house.fault(fault),
    ),
)

test('after any story with approvals, own orders and faults the journal says what the exchange has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 6, maxLength: 14 }), async (story) => {
      const { house } = aHouseWith([aRow(ANNA, ASKS), aRow(BERT, { ...OPEN, orders: 'account' })])
      for (const step of story) await step(house)
      for (let minute = 0; minute < 4; minute++) {
        await house.clock.advance(MINUTE)
        cron(house, 'watch')
        cron(house, 'reconcile')
      }
      await house.clock.advance(MINUTE)
      const facts = {
        orders: realOrders(house),
        rows: rowsOf(house),
        calls: [],
        log: [],
        releases: 0,
        clockSet: 0,
        withdrawals: 0,
      }
      expect([...isOneToOne(facts), ...nothingIsStuck(facts)]).toEqual([])
      expect(createAudit(house.sql).firstBroken()).toBeUndefined()
    }),
    { numRuns: 12 },
  )
})
