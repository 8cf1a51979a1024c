import { add, type Decimal, divide, isPositive, isZero, multiply, subtract, sum } from '../money.ts'
import type { Valued } from './values.ts'

/**
 * Where a line of equity stands. `result` is the equity less all that ever flowed in: what trading and prices made of it.
 * `perUnit` is what one unit is worth; deposits and withdrawals change `units` and never it.
 */
export interface Line {
  readonly values: Readonly<Record<string, Decimal>>
  readonly unpriced: readonly string[]
  readonly equity: Decimal
  readonly flowed: Decimal
  readonly result: Decimal
  readonly units: Decimal
  readonly perUnit: Decimal
}

/** What was seen now: everything at mid, what flowed since the last look per asset, and the mids. */
export interface Seen extends Valued {
  readonly flows: ReadonlyMap<string, Decimal>
  readonly rate: (asset: string) => Decimal | undefined
}

const PLACES = 24

/** Begins a line: one unit for each unit of the currency. */
export const beginLine = ({ values, unpriced }: Valued): Line => {
  const equity = sum(values.values())
  const units = isPositive(equity) ? equity : '0'
  return {
    values: Object.fromEntries(values),
    unpriced,
    equity,
    flowed: equity,
    result: '0',
    units,
    perUnit: '1',
  }
}

/**
 * Goes on with a line. Flows are valued at the mids of now. What has lost its price, or got one, leaves or enters at the
 * value that it then had, as a flow does: it stands on neither side of any comparison.
 */
export const goOn = (before: Line, seen: Seen): Line => {
  const equity = sum(seen.values.values())
  const flow = sum([...flowsIn(before, seen), ...lostPrice(before, seen), ...gotPrice(before, seen)])
  const flowed = add(before.flowed, flow)
  return {
    values: Object.fromEntries(seen.values),
    unpriced: seen.unpriced,
    equity,
    flowed,
    result: subtract(equity, flowed),
    ...unitsAfter(before, equity, flow),
  }
}

const flowsIn = (before: Line, { flows, rate, unpriced }: Seen): readonly Decimal[] =>
  [...flows].flatMap(([asset, amount]) => {
    const price = rate(asset)
    const isAside = unpriced.includes(asset) || before.unpriced.includes(asset)
    return price === undefined || isAside ? [] : [multiply(amount, price)]
  })

const lostPrice = (before: Line, { unpriced }: Seen): readonly Decimal[] =>
  unpriced.flatMap((name) => {
    const had = before.values[name]
    return had === undefined ? [] : [subtract('0', had)]
  })

const gotPrice = (before: Line, { values }: Seen): readonly Decimal[] =>
  before.unpriced.flatMap((name) => values.get(name) ?? [])

/** A flow buys or redeems units at what one was worth without it. */
const unitsAfter = (before: Line, equity: Decimal, flow: Decimal): Pick<Line, 'units' | 'perUnit'> => {
  const without = subtract(equity, flow)
  if (isPositive(before.units) && isPositive(without)) {
    const perUnit = divide(without, before.units, PLACES)
    // Worth too little for the digits that are kept.
    if (isZero(perUnit)) return begunAgain(before, equity)
    return { perUnit, units: atLeastZero(divide(equity, perUnit, PLACES)) }
  }
  // Nothing was there, or more was lost than there was: what flows in comes at the last value.
  if (isZero(before.units)) return begunAgain(before, equity)
  const units = add(before.units, divide(flow, before.perUnit, PLACES))
  if (!isPositive(units) || !isPositive(equity)) return { units: atLeastZero(units), perUnit: '0' }
  return { units, perUnit: divide(equity, units, PLACES) }
}

const begunAgain = ({ perUnit }: Line, equity: Decimal): Pick<Line, 'units' | 'perUnit'> => {
  const price = isPositive(perUnit) ? perUnit : '1'
  return { perUnit: price, units: isPositive(equity) ? divide(equity, price, PLACES) : '0' }
}

const atLeastZero = (value: Decimal): Decimal => (isPositive(value) ? value : '0')
