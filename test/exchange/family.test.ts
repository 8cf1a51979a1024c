import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mandate } from '../../src/domain/mandate/mandate.ts'
import { OPEN } from '../../src/domain/mandate/presets.ts'
import type { Facts, OrderFact } from '../../src/domain/risk/facts.ts'
import { judge } from '../../src/domain/risk/judge.ts'
import { createAudit } from '../../src/exchange/audit.ts'
import { createTokenAuthority } from '../../src/exchange/token-authority.ts'
import { anAdd, NOW, someFacts } from '../domain/risk/a-case.ts'
import { aClock } from '../support/clock.ts'
import { aCopy, aRow } from '../support/owner.ts'
import { aDatabase } from '../support/sql.ts'

/** One token of a tree: a child of one that stands before it, or of nobody. */
interface Branch {
  readonly parent: number
  readonly maxOrderNotional: number
  readonly maxDayNotional: number
  readonly maxOpenOrders: number
}

const branch = fc.record({
  parent: fc.nat(9),
  maxOrderNotional: fc.integer({ min: 10, max: 60 }),
  maxDayNotional: fc.integer({ min: 20, max: 200 }),
  maxOpenOrders: fc.integer({ min: 1, max: 6 }),
})
const order = fc.record({ token: fc.nat(9), notional: fc.integer({ min: 1, max: 70 }) })

const mandateOf = ({ maxOrderNotional, maxDayNotional, maxOpenOrders }: Branch): Mandate => ({
  ...OPEN,
  grants: undefined,
  maxOrderNotional: String(maxOrderNotional),
  maxDayNotional: String(maxDayNotional),
  maxOpenOrders,
})

const tokenAt = (at: number) => aCopy(`n${at}`, 'trade')

const aTree = (branches: readonly Branch[]) => {
  const sql = aDatabase()
  const clock = aClock()
  const deps = {
    sql,
    clock,
    audit: createAudit(sql),
    exchange: 'kraken',
    ownerLimits: () => undefined,
  } as const
  const tokens = createTokenAuthority({ ...deps, source: undefined })
  const parentOf = (at: number): number | undefined => {
    const parent = branches[at]?.parent ?? 0
    return parent < at ? parent : undefined
  }
  branches.forEach((one, at) => {
    const parent = parentOf(at)
    tokens.enter(aRow(tokenAt(at), mandateOf(one), parent === undefined ? undefined : tokenAt(parent)), NOW)
  })
  const lineOf = (at: number): readonly number[] => {
    const parent = parentOf(at)
    return parent === undefined ? [at] : [at, ...lineOf(parent)]
  }
  return { tokens, lineOf }
}

/** What a token and all its descendants have placed. */
const placedBy = (
  placed: readonly (readonly [number, number])[],
  at: number,
  lineOf: (at: number) => readonly number[],
) => placed.filter(([token]) => lineOf(token).includes(at)).map(([, notional]) => notional)

test('whatever is placed by whomever of a family, no child exceeds its parent and no ancestor its mandate', () => {
  fc.assert(
    fc.property(
      fc.array(branch, { minLength: 1, maxLength: 6 }),
      fc.array(order, { minLength: 1, maxLength: 25 }),
      (branches, orders) => {
        const { tokens, lineOf } = aTree(branches)
        const placed: (readonly [number, number])[] = []
        const journal: OrderFact[] = []
        for (const [turn, { token, notional }] of orders.entries()) {
          const at = token % branches.length
          const { tokenId } = tokenAt(at)
          const facts: Facts = someFacts({
            tokenId,
            bounds: tokens.boundsOf(tokenId),
            orders: [...journal],
            insists: true,
          })
          const intent = anAdd({ volume: String(notional / 1000), price: '1000' })
          const fits = lineOf(at).every((ancestor) => {
            const limits = branches[ancestor]
            const before = placedBy(placed, ancestor, lineOf)
            return (
              limits !== undefined &&
              notional <= limits.maxOrderNotional &&
              before.reduce((sum, one) => sum + one, notional) <= limits.maxDayNotional &&
              before.length + 1 <= limits.maxOpenOrders
            )
          })
          const { verdict } = judge([intent], facts)
          expect(verdict).toBe(fits ? 'allow' : 'deny')
          if (verdict !== 'allow') continue
          placed.push([at, notional])
          journal.push(anOpenOrder(turn, tokenId, intent.volume))
        }
      },
    ),
    { numRuns: 60 },
  )
})

const anOpenOrder = (turn: number, tokenId: string, volume: string): OrderFact => ({
  intent: `i${turn}`,
  tokenId,
  txid: `O${turn}`,
  pair: 'BTC/USD',
  side: 'buy',
  orderType: 'limit',
  state: 'open',
  volume,
  filled: '0',
  cost: '0',
  worstPrice: '1000',
  reduceOnly: false,
  protective: false,
  intendedAt: NOW - 60_000,
  approved: false,
})
