import { movedBy, reconciled } from '../../domain/equity/apart.ts'
import { holdingsOf } from '../../domain/equity/holdings.ts'
import { type Decimal, negate } from '../../domain/money.ts'
import type { Known, Picture } from './picture.ts'
import type { Stored } from './stored.ts'

export interface Held extends ReturnType<typeof reconciled> {
  readonly holdings: ReadonlyMap<string, Decimal>
}

/** What is held, and what of it has come or gone without the ledger's word since the last reading. */
export const heldIn = (picture: Picture, last: Known | undefined, at: number): Held => {
  const { balances, allocations, rows } = picture
  const holdings = holdingsOf(balances, allocations)
  const before = last?.held && new Map(Object.entries(last.held))
  const between = {
    before: before ?? holdings,
    now: holdings,
    moved: before && rows && movedBy(rows),
    earned: new Set(rows?.filter(({ type }) => EARNS.has(type)).map(({ asset }) => asset)),
    apart: last?.apart ?? {},
    at,
  }
  return { holdings, ...reconciled(between) }
}

const EARNS: ReadonlySet<string> = new Set(['earn', 'staking'])

/** A book that was closed took its balances along: what took their place is in the new one's ledger. */
export const withdrawalsOf = (left: ReturnType<Stored['left']>, assetOf: (code: string) => string) =>
  Object.entries(left ?? {}).map(([code, amount]) => ({
    id: '',
    type: 'withdrawal',
    asset: assetOf(code),
    amount: negate(amount),
    fee: '0',
  }))
