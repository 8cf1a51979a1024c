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
const NEXT_TO_NOTHING = '0.000001'

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
  const { units } = before
  const without = subtract(equity, flow)
  const perUnit = isPositive(units) && isPositive(without) ? divide(without, units, PLACES) : '0'
  if (isPositive(perUnit))
    return { perUnit, units: isZero(flow) ? units : atLeastZero(divide(equity, perUnit, PLACES)) }
  if (isZero(units) || isZero(before.perUnit)) return begunAgain(before, equity)
  // More was lost than there was: what flowed in came at the last value.
  const all = add(units, divide(flow, before.perUnit, PLACES))
  if (!isPositive(all) || !isPositive(equity)) return { units: atLeastZero(all), perUnit: '0' }
  return { units: all, perUnit: divide(equity, all, PLACES) }
}

/** Where nothing was left, what comes goes on from the last value; after a total loss from next to none. */
const begunAgain = ({ units, perUnit }: Line, equity: Decimal): Pick<Line, 'units' | 'perUnit'> => {
  if (!isPositive(equity)) return { units, perUnit }
  const price = isPositive(perUnit) ? perUnit : NEXT_TO_NOTHING
  return { perUnit: price, units: divide(equity, price, PLACES) }
}

const atLeastZero = (value: Decimal): Decimal => (isPositive(value) ? value : '0')
