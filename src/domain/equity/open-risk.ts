import {
  absolute,
  add,
  type Decimal,
  isNegative,
  isPositive,
  larger,
  multiply,
  smaller,
  subtract,
} from '../money.ts'
import type { Side } from '../order.ts'

/** A stop that waits: what it would trade, and from which price on, in the currency. */
export interface WaitingStop {
  readonly asset: string
  readonly side: Side
  readonly volume: Decimal
  /** Undefined where it is not known, as of one that trails. */
  readonly trigger?: Decimal | undefined
}

/** What of an asset would be lost until its stops trigger, in the currency, and what of it no stop guards. */
export interface OpenRisk {
  readonly risk: Decimal
  readonly unguarded: Decimal
}

/**
 * Measures how far what is held (less than zero: owed) is from its stops. Those that trigger first count first, and no
 * more of them than there is to guard; a gap through a stop, or its slippage, is not in the figure.
 */
export const openRiskOf = (
  asset: string,
  held: Decimal,
  price: Decimal,
  stops: readonly WaitingStop[],
): OpenRisk => {
  const side = isNegative(held) ? 'buy' : 'sell'
  let risk = '0'
  let left = absolute(held)
  for (const { volume, distance } of distances(asset, side, price, stops)) {
    const guarded = smaller(left, volume)
    risk = add(risk, multiply(guarded, distance))
    left = subtract(left, guarded)
  }
  return { risk, unguarded: left }
}

const distances = (asset: string, side: Side, price: Decimal, stops: readonly WaitingStop[]) =>
  stops
    .flatMap(({ trigger, volume, ...stop }) => {
      if (stop.asset !== asset || stop.side !== side || trigger === undefined) return []
      const distance = side === 'sell' ? subtract(price, trigger) : subtract(trigger, price)
      return [{ volume, distance: larger('0', distance) }]
    })
    .filter(({ volume }) => isPositive(volume))
    .sort((a, b) => (isNegative(subtract(a.distance, b.distance)) ? -1 : 1))
