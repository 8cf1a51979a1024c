import { type Decimal, divide, isZero, multiply, negate, subtract, sum } from '../money.ts'
import type { Side } from '../order.ts'

/** What one asset, or the open margin positions of a pair, are worth in the currency. */
export type Values = ReadonlyMap<string, Decimal>

/** An open margin position, with what it cost in the quote asset. */
export interface MarkedPosition {
  readonly base: string
  readonly quote: string
  readonly side: Side
  readonly volume: Decimal
  readonly closed: Decimal
  readonly cost: Decimal
}

/** Everything at mid: what has a price, and the names of what has none. */
export interface Valued {
  readonly values: Values
  readonly unpriced: readonly string[]
}

type Rate = (asset: string) => Decimal | undefined

const PLACES = 18
const KEPT = 12

/** Values holdings and the net of positions at mid. Positions stand under `margin BTC/USD`. */
export const valued = (
  holdings: ReadonlyMap<string, Decimal>,
  positions: readonly MarkedPosition[],
  rate: Rate,
): Valued => {
  const worths: (readonly [string, Decimal | undefined])[] = [
    ...[...holdings].map(([asset, amount]) => [asset, worth(amount, rate(asset))] as const),
    ...byPair(positions).map(([name, open]) => [name, netOf(open, rate)] as const),
  ]
  return {
    values: new Map(worths.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))),
    unpriced: worths.flatMap(([name, value]) => (value === undefined ? [name] : [])).sort(),
  }
}

/** What a position would gain if it were closed at the given price of its base, in the quote asset. */
const gainOf = ({ side, volume, closed, cost }: MarkedPosition, price: Decimal): Decimal => {
  if (isZero(volume)) return '0'
  const open = subtract(volume, closed)
  const basis = divide(multiply(cost, open), volume, PLACES)
  const gain = subtract(multiply(open, price), basis)
  return side === 'buy' ? gain : negate(gain)
}

const worth = (amount: Decimal, rate: Decimal | undefined): Decimal | undefined =>
  rate === undefined ? undefined : rounded(multiply(amount, rate))

const byPair = (positions: readonly MarkedPosition[]): readonly (readonly [string, MarkedPosition[]])[] => {
  const groups = new Map<string, MarkedPosition[]>()
  for (const position of positions) {
    const name = `margin ${position.base}/${position.quote}`
    groups.set(name, [...(groups.get(name) ?? []), position])
  }
  return [...groups]
}

const netOf = (positions: readonly MarkedPosition[], rate: Rate): Decimal | undefined => {
  const gains = positions.map((position) => {
    const base = rate(position.base)
    const quote = rate(position.quote)
    if (base === undefined || quote === undefined || isZero(quote)) return undefined
    return multiply(gainOf(position, divide(base, quote, PLACES)), quote)
  })
  return gains.some((gain) => gain === undefined)
    ? undefined
    : rounded(sum(gains.flatMap((gain) => gain ?? [])))
}

// Digits that no currency has would only pile up.
const rounded = (value: Decimal): Decimal => divide(value, '1', KEPT, 'half-up')
