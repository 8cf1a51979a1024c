import { jsonIn } from './json.ts'
import { type Decimal, isDecimal, isPositive } from './money.ts'
import { isRecord } from './record.ts'

/** What a paper account begins with: balances by the asset's name as it was typed, and the least row of the fee table (from 0). */
export interface PaperOpening {
  readonly balances: Readonly<Record<string, Decimal>>
  readonly feeTier?: number | undefined
}

/** Ten thousand dollars, and the fee tier that the account's own volume earns. */
export const DEFAULT_OPENING: PaperOpening = { balances: { USD: '10000' } }

/** An opening as one text; equal openings, equal texts. */
export const openingText = ({ balances, feeTier }: PaperOpening): string =>
  JSON.stringify({
    balances: Object.fromEntries(Object.entries(balances).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(feeTier === undefined ? {} : { feeTier }),
  })

/** Reads such a text; undefined where it is none. */
export const readOpening = (text: string): PaperOpening | undefined => {
  const value: unknown = jsonIn(text)
  if (!isRecord(value) || !isRecord(value.balances)) return undefined
  const balances = Object.entries(value.balances).flatMap(([asset, amount]) =>
    typeof amount === 'string' && isDecimal(amount) && isPositive(amount) ? [[asset, amount] as const] : [],
  )
  const feeTier = typeof value.feeTier === 'number' ? { feeTier: value.feeTier } : {}
  return balances.length === 0 ? undefined : { balances: Object.fromEntries(balances), ...feeTier }
}
