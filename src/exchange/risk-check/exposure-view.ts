import { openRiskOf, type WaitingStop } from '../../domain/equity/open-risk.ts'
import { rulesOf } from '../../domain/mandate/rules.ts'
import { compare, type Decimal, divide, fixed, isZero, multiply, negate, sum } from '../../domain/money.ts'
import { exposed, stakesOf } from '../../domain/risk/exposure.ts'
import type { Bound, Facts } from '../../domain/risk/facts.ts'
import { tally } from '../../domain/risk/tally.ts'

const CENTS = 2
const PERCENT = 2
interface Seen {
  readonly currency: string
  /** What the account is worth, where it is known. */
  readonly equity: Decimal | undefined
  readonly rate: (asset: string) => Decimal | undefined
  /** Undefined where open orders could not be read. */
  readonly stops: readonly WaitingStop[] | undefined
}

/** What the account has at stake, asset by asset, largest first, with open orders counted as filled, and how far its stops are. */
export const exposureView = (facts: Facts, { currency, equity, rate, stops }: Seen) => {
  // A limit of any size makes positions part of what is measured.
  const mandate = { currency, maxExposure: '1' }
  const bound: Bound = { whose: 'owner', name: 'the account', mandate, counts: 'account' }
  const stakes = stakesOf(bound, rulesOf(mandate), facts, tally(facts, new Set()))
  const rows = [...(stakes ?? [])].flatMap(([asset, stake]) => {
    const amount = exposed(stake)
    if (isZero(amount) && isZero(stake.held)) return []
    const price = rate(asset)
    const guarded = price === undefined || !stops ? undefined : openRiskOf(asset, stake.held, price, stops)
    const value = price === undefined ? undefined : multiply(amount, price)
    return [{ asset, ...stake, amount, value, guarded }]
  })
  const total = sum(rows.map(({ value }) => value ?? '0'))
  return {
    currency,
    complete: stakes !== undefined && stops !== undefined,
    total: money(total),
    ...(equity === undefined ? {} : { equity: money(equity), total_percent: percentOf(total, equity) }),
    open_risk: money(sum(rows.map(({ guarded }) => guarded?.risk ?? '0'))),
    assets: rows
      .sort((a, b) => compare(b.value ?? '0', a.value ?? '0'))
      .map(({ asset, held, buys, sells, amount, value, guarded }) => ({
        asset,
        held,
        open_buys: buys,
        open_sells: sells,
        exposure: amount,
        ...(value === undefined ? { unpriced: true } : { value: money(value) }),
        ...(value === undefined || equity === undefined ? {} : { percent: percentOf(value, equity) }),
        ...(guarded === undefined ? {} : { open_risk: money(guarded.risk), unguarded: guarded.unguarded }),
      })),
    positions: (facts.positions ?? []).map(({ pair, side, open, leverage }) => ({
      pair,
      side,
      open,
      ...(leverage === undefined ? {} : { leverage }),
    })),
  }
}

const money = (amount: Decimal): Decimal =>
  amount.startsWith('-') ? negate(fixed(negate(amount), CENTS, 'half-up')) : fixed(amount, CENTS, 'half-up')

const percentOf = (value: Decimal, equity: Decimal): Decimal | null =>
  isZero(equity) ? null : divide(multiply(value, '100'), equity, PERCENT, 'half-up')
