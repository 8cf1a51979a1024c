import { BreakwaterError } from '../errors.ts'
import {
  absolute,
  add,
  type Decimal,
  divide,
  isPositive,
  isZero,
  multiply,
  negate,
  subtract,
} from '../money.ts'
import type { Side } from '../order.ts'
import type { PairRules } from '../precision.ts'
import { toTick } from './steps.ts'

/** A position that is to be opened; prices in the quote, `distance` from the entry to its stop. */
export interface Plan {
  readonly side: Side
  readonly entry: Decimal
  readonly distance: Decimal
  /** How many times the risk the target lies away. */
  readonly riskReward: Decimal
}

/** Prices on the pair's tick, and what one unit of the base may lose and win. */
export interface Exits {
  readonly entry: Decimal
  readonly stop: Decimal
  readonly target: Decimal
  readonly risk: Decimal
  readonly reward: Decimal
  readonly riskReward: Decimal
}

/**
 * Where to leave a position: both prices are rounded away from the entry, so that the stop is never tighter and the
 * reward never smaller than asked. Throws `invalid` (invalid_argument) where a price would not be above zero, or the stop on the entry.
 */
export const exitPrices = ({ side, entry: wanted, distance, riskReward }: Plan, rules: PairRules): Exits => {
  const entry = toTick(wanted, rules, 'half-up')
  const away = (far: Decimal) => add(entry, side === 'buy' ? far : negate(far))
  const outward = side === 'buy' ? 'up' : 'down'
  const stop = onTick('stop', away(negate(distance)), rules, side === 'buy' ? 'down' : 'up')
  const risk = absolute(subtract(entry, stop))
  if (isZero(risk)) throw unreachable('The stop would lie on the entry', 'Choose a wider stop')
  const target = onTick('target', away(multiply(risk, riskReward)), rules, outward)
  const reward = absolute(subtract(target, entry))
  return { entry, stop, target, risk, reward, riskReward: divide(reward, risk, 4, 'half-up') }
}

const onTick = (name: string, price: Decimal, rules: PairRules, rounding: 'up' | 'down'): Decimal => {
  const rounded = isPositive(price) ? toTick(price, rules, rounding) : '0'
  if (isPositive(rounded)) return rounded
  throw unreachable(
    `The ${name} would lie at or below zero`,
    'Choose a nearer stop, or a smaller risk_reward',
  )
}

const unreachable = (message: string, hint: string) =>
  new BreakwaterError('invalid', 'invalid_argument', message, { hint })
