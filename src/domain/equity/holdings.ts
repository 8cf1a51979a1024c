import { add, type Decimal, isZero, larger, subtract, sum } from '../money.ts'

/** One line of BalanceEx, under the name of its base asset; `isSuffixed` where Kraken's own name had a suffix (`.S`, `.F` …). */
export interface BalanceLine {
  readonly asset: string
  readonly isSuffixed: boolean
  readonly balance: Decimal
  /** Borrowed from Kraken: `credit_used`. */
  readonly credit: Decimal
}

/** What is allocated to Earn of one asset. */
export interface AllocationLine {
  readonly asset: string
  readonly amount: Decimal
}

/**
 * What the account holds of each asset, all suffixes together, what it owes subtracted. An allocation usually shows in
 * BalanceEx under a suffix (Kraken's page on balances), so of the two sums only the larger counts: what BalanceEx shows is
 * not counted twice, and what only Earn knows is not left out.
 */
export const holdingsOf = (
  lines: readonly BalanceLine[],
  allocations: readonly AllocationLine[],
): ReadonlyMap<string, Decimal> => {
  const assets = new Set([...lines, ...allocations].map(({ asset }) => asset))
  const totals = [...assets].map((asset) => [asset, totalOf(asset, lines, allocations)] as const)
  return new Map(totals.filter(([, total]) => !isZero(total)))
}

const totalOf = (
  asset: string,
  lines: readonly BalanceLine[],
  allocations: readonly AllocationLine[],
): Decimal => {
  const own = lines.filter((line) => line.asset === asset)
  const balances = (isSuffixed: boolean) =>
    sum(own.filter((line) => line.isSuffixed === isSuffixed).map(({ balance }) => balance))
  const allocated = sum(allocations.filter((one) => one.asset === asset).map(({ amount }) => amount))
  const owed = sum(own.map(({ credit }) => credit))
  return subtract(add(balances(false), larger(balances(true), allocated)), owed)
}
