import { add, type Decimal, divide, fixed, larger, multiply, normalise, subtract } from '../money.ts'
import { type Order, remaining } from './order.ts'
import { type MatchState, openVolume, type Position } from './state.ts'
import { limitWhenFired } from './trigger.ts'

const A_HUNDREDTH = '0.01'

// An order is replaced, never changed, so that its hold can be kept with it: sums over hundreds of orders stay cheap.
const HOLDS = new WeakMap<Order, Hold | undefined>()

/** An amount of one asset that is set aside. */
export interface Hold {
  readonly asset: string
  readonly amount: Decimal
}

/**
 * What an open order keeps from being spent twice: for a buy the worst cost with the taker fee, for a sell the base
 * itself. It is computed from what is left, never stored, so that it is released exactly. Orders with leverage hold
 * nothing (BalanceEx: `hold_trade` covers spot orders only), nor does a market order that waits for its start.
 */
export const holdOf = (order: Order): Hold | undefined => {
  if (!HOLDS.has(order)) HOLDS.set(order, computeHold(order))
  return HOLDS.get(order)
}

const computeHold = (order: Order): Hold | undefined => {
  if (order.leverage > 0 || order.type === 'settle-position') return undefined
  return order.side === 'sell' ? holdOfSell(order) : holdOfBuy(order)
}

const holdOfSell = (order: Order): Hold => {
  const { base, basePlaces } = order.terms
  const rest = remaining(order)
  const fee = order.flags.includes('fcib') ? percent(rest, worstRate(order), basePlaces, 'up') : '0'
  return { asset: base, amount: add(rest, fee) }
}

const holdOfBuy = (order: Order): Hold | undefined => {
  const { quote, quotePlaces } = order.terms
  const price = order.flags.includes('viqc') ? '1' : (order.limit ?? limitWhenFired(order) ?? order.trigger)
  if (price === undefined) return undefined
  const cost = multiply(price, remaining(order))
  const rate = order.flags.includes('fcib') ? '0' : worstRate(order)
  const withFee = multiply(multiply(cost, add('100', rate)), A_HUNDREDTH)
  return { asset: quote, amount: fixed(withFee, quotePlaces, 'up') }
}

// A rebate is no fund to count on.
const worstRate = ({ terms }: Order): Decimal => larger(larger(terms.maker, terms.taker), '0')

/** The part of a position's margin that its open volume still binds. */
export const marginUsed = (position: Position): Decimal =>
  divide(multiply(position.margin, openVolume(position)), position.volume, position.terms.quotePlaces, 'up')

/** All that is set aside of an asset by open orders. */
export const held = (state: Pick<MatchState, 'orders'>, asset: string): Decimal => {
  let total = '0'
  for (const order of Object.values(state.orders)) {
    const hold = holdOf(order)
    if (hold?.asset === asset) total = add(total, hold.amount)
  }
  return total
}

/** The margin that open positions bind in a quote currency. */
const marginHeld = (state: Pick<MatchState, 'positions'>, asset: string): Decimal => {
  let total = '0'
  for (const position of Object.values(state.positions))
    if (position.terms.quote === asset) total = add(total, marginUsed(position))
  return total
}

/** What can be spent of an asset now: the balance less what orders hold and positions bind. */
export const available = (
  state: Pick<MatchState, 'balances' | 'orders' | 'positions'>,
  asset: string,
): Decimal => subtract(subtract(state.balances[asset] ?? '0', held(state, asset)), marginHeld(state, asset))

/** A percentage of an amount, at `places` decimals. */
export const percent = (
  amount: Decimal,
  rate: Decimal,
  places: number,
  rounding: 'up' | 'down' = 'down',
): Decimal => normalise(fixed(multiply(multiply(amount, rate), A_HUNDREDTH), places, rounding))
