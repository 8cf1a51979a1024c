import { add, type Decimal, isZero, subtract } from '../money.ts'

/**
 * What balances and ledger tell differently, per asset: above zero what has come without a row, below it what a row says
 * and no balance shows. `since` is when the difference last changed, unix milliseconds.
 */
export type Apart = Readonly<Record<string, { readonly amount: Decimal; readonly since: number }>>

type Amounts = ReadonlyMap<string, Decimal>

/** Two looks at what is held, and what the ledger says happened between them. */
export interface Between {
  readonly before: Amounts
  readonly now: Amounts
  /** The sum of all new rows, fees included; undefined where they were not all read. */
  readonly moved: Amounts | undefined
  /** Assets that Earn has moved: where it keeps them is not always told by the balances. */
  readonly earned: ReadonlySet<string>
  readonly apart: Apart
  readonly at: number
}

/** What no row explains after this time was a gain or a loss. */
const FORGIVEN_MS = 15 * 60_000

/**
 * Balances and ledger are read one after the other, and Kraken does not promise that one shows at once what the other
 * shows. What they tell differently counts as a flow until the other one follows, so that a deposit whose row comes later
 * is no gain first and no loss then. Answers what flows beside the rows, and what stands apart from now on.
 */
export const reconciled = (
  between: Between,
): { readonly flows: ReadonlyMap<string, Decimal>; readonly apart: Apart } => {
  const { before, now, moved, apart } = between
  const flows = new Map<string, Decimal>()
  const left: Record<string, Apart[string]> = {}
  for (const asset of new Set([
    ...before.keys(),
    ...now.keys(),
    ...(moved?.keys() ?? []),
    ...Object.keys(apart),
  ])) {
    const old = apart[asset]
    const next = nextOf(asset, old, between)
    if (next) left[asset] = next
    const flow = subtract(next?.amount ?? '0', old?.amount ?? '0')
    if (!isZero(flow)) flows.set(asset, flow)
  }
  return { flows, apart: left }
}

const nextOf = (
  asset: string,
  old: Apart[string] | undefined,
  { before, now, moved, earned, at }: Between,
): Apart[string] | undefined => {
  // A look that has not read every row is taken to have seen everything.
  if (!moved) return undefined
  if (earned.has(asset)) return old
  const amountIn = (amounts: Amounts) => amounts.get(asset) ?? '0'
  const unexplained = subtract(subtract(amountIn(now), amountIn(before)), amountIn(moved))
  if (isZero(unexplained)) return old && isForgiven(old, at) ? old : undefined
  const amount = add(old?.amount ?? '0', unexplained)
  return isZero(amount) ? undefined : { amount, since: at }
}

const isForgiven = ({ since }: Apart[string], at: number): boolean => at >= since && at - since < FORGIVEN_MS

/** The sum of rows per asset, fees taken off. */
export const movedBy = (
  rows: readonly { readonly asset: string; readonly amount: Decimal; readonly fee: Decimal }[],
): Amounts => {
  const sums = new Map<string, Decimal>()
  for (const { asset, amount, fee } of rows)
    sums.set(asset, add(sums.get(asset) ?? '0', subtract(amount, fee)))
  return sums
}

/** Flows of two kinds together. */
export const together = (a: Amounts, b: Amounts): Amounts => {
  const all = new Map(a)
  for (const [asset, amount] of b) all.set(asset, add(all.get(asset) ?? '0', amount))
  return all
}
