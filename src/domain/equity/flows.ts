import { type Decimal, subtract, sum } from '../money.ts'

/** One row of the ledger, under the name of its base asset; `amount` is signed, the fee is taken on top. */
export interface LedgerRow {
  readonly id: string
  readonly type: string
  readonly asset: string
  readonly amount: Decimal
  readonly fee: Decimal
}

/** What brings money in or takes it out, and is neither gain nor loss. */
const FLOWS: ReadonlySet<string> = new Set(['deposit', 'withdrawal', 'transfer'])

/**
 * What came in less what went out of each asset, fees included: a fee of a deposit is no loss of trading. The two rows of
 * a move between an asset and its staked form are both transfers, and cancel out. The order of the rows does not matter.
 */
export const flowsOf = (rows: readonly LedgerRow[]): ReadonlyMap<string, Decimal> => {
  const flows = rows.filter(({ type }) => FLOWS.has(type))
  const assets = new Set(flows.map(({ asset }) => asset))
  const netOf = (asset: string) =>
    sum(flows.filter((row) => row.asset === asset).map(({ amount, fee }) => subtract(amount, fee)))
  return new Map([...assets].map((asset) => [asset, netOf(asset)]))
}
