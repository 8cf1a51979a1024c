import type { PairTable } from './tables.ts'

/** Where no pair trades two assets directly, the ones that most are traded against. */
const HUBS = ['USD', 'USDT', 'USDC', 'EUR', 'BTC', 'ETH']

/** The pairs whose quotes turn one asset into another: the direct one, or two over a hub; none where there is no path. */
export const pathBetween = (table: PairTable, from: string, to: string): readonly string[] => {
  if (from === to) return []
  const direct = between(table, from, to)
  if (direct !== undefined) return [direct]
  for (const hub of HUBS) {
    const [first, second] = [between(table, from, hub), between(table, hub, to)]
    if (first !== undefined && second !== undefined) return [first, second]
  }
  return []
}

const between = ({ pairs }: PairTable, a: string, b: string): string | undefined =>
  [`${a}/${b}`, `${b}/${a}`].find((symbol) => pairs.has(symbol))
