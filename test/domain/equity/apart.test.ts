import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Apart, movedBy, reconciled, together } from '../../../src/domain/equity/apart.ts'
import { flowsOf } from '../../../src/domain/equity/flows.ts'
import { add } from '../../../src/domain/money.ts'

const MINUTE = 60_000

const anEvent = fc.record({
  type: fc.constantFrom('deposit', 'withdrawal', 'trade', 'staking-fee'),
  asset: fc.constantFrom('USD', 'BTC'),
  amount: fc.integer({ min: -500, max: 500 }).map(String),
  fee: fc.integer({ min: 0, max: 5 }).map(String),
  /** At which reading the balances show it, and at which the ledger does. */
  shown: fc.integer({ min: 1, max: 8 }),
  told: fc.integer({ min: 1, max: 8 }),
})

// The law: whichever of the two is late, once both have told everything no more and no less has flowed than the rows say.
test('in whatever order balances and ledger tell, what flowed in the end is what the rows say', () => {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 12 }), (events) => {
      let apart: Apart = {}
      let total: ReadonlyMap<string, string> = new Map()
      const balancesAt = (reading: number) => movedBy(events.filter(({ shown }) => shown <= reading))
      for (let reading = 1; reading <= 8; reading++) {
        const rows = events
          .filter(({ told }) => told === reading)
          .map(({ type, asset, amount, fee }) => ({ id: '', type, asset, amount, fee }))
        const step = reconciled({
          before: balancesAt(reading - 1),
          now: balancesAt(reading),
          moved: movedBy(rows),
          earned: new Set(),
          apart,
          at: reading * MINUTE,
        })
        apart = step.apart
        total = together(total, together(flowsOf(rows), step.flows))
      }
      expect(apart).toEqual({})
      const wanted = flowsOf(events.map((event) => ({ ...event, id: '' })))
      for (const asset of ['USD', 'BTC'])
        expect(total.get(asset) ?? '0').toBe(add(wanted.get(asset) ?? '0', '0'))
    }),
  )
})

const held = (amount: string) => new Map([['USD', amount]])
const NOTHING = { moved: held('0'), earned: new Set<string>(), at: MINUTE }

test('what no row explains flows at first, and is a gain a quarter of an hour later', () => {
  const { flows, apart } = reconciled({ ...NOTHING, before: held('100'), now: held('150'), apart: {} })
  expect(flows).toEqual(held('50'))
  const same = { ...NOTHING, before: held('150'), now: held('150'), apart }
  expect(reconciled({ ...same, at: 16 * MINUTE - 1 })).toEqual({ flows: new Map(), apart })
  expect(reconciled({ ...same, at: 16 * MINUTE })).toEqual({ flows: held('-50'), apart: {} })
  // A clock that was set back forgives nothing for longer.
  expect(reconciled({ ...same, at: 0 })).toEqual({ flows: held('-50'), apart: {} })
})

test('what Earn moves is not held against the balances', () => {
  const moves = { ...NOTHING, before: held('100'), now: held('40'), earned: new Set(['USD']), apart: {} }
  expect(reconciled(moves)).toEqual({ flows: new Map(), apart: {} })
})

test('a look that has not read every row is taken to have seen everything', () => {
  const apart = { USD: { amount: '50', since: 0 } }
  const look = { ...NOTHING, moved: undefined, before: held('150'), now: held('170'), apart }
  expect(reconciled(look)).toEqual({ flows: held('-50'), apart: {} })
})
