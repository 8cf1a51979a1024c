import { type Decimal, isZero, larger, multiply, subtract, sumOfProducts } from '../money.ts'
import type { Side } from '../order.ts'
import type { Bound, Facts, OrderFact } from './facts.ts'
import { leftOf } from './left.ts'

/** Orders of one token on one side of one pair, added up: once for all bounds and rules. */
export interface Group {
  readonly tokenId: string
  readonly pair: string
  readonly side: Side
  readonly isMargin: boolean
  /** How many work or may work. */
  readonly working: number
  /** In the base asset, what of them may still trade. */
  readonly volume: Decimal
  /** In the quote asset, what that costs at worst. */
  readonly cost: Decimal
  /** In the quote asset, what traded in the last 24 hours. */
  readonly filledToday: Decimal
  /** In the quote asset, at worst: what was wanted in the last 60 minutes without the owner's yes, cancelled or not. */
  readonly unapproved: () => Decimal
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

type Term = readonly [Decimal, Decimal?]
interface Gathering {
  readonly first: OrderFact
  working: number
  readonly volumes: Term[]
  readonly costs: Term[]
  readonly filled: Term[]
  readonly unapproved: Term[]
}

/** Whether an order was placed on margin. */
export const isOnMargin = ({ leverage, reduceOnly, orderType }: Leveraged): boolean =>
  leverageOf(leverage) > 1 || reduceOnly === true || orderType === 'settle-position'

interface Leveraged {
  readonly leverage?: string | undefined
  readonly reduceOnly?: boolean | undefined
  readonly orderType: string
}

/** Leverage as Kraken takes it ("5", "5:1", "none") as a number; 1 where there is none. */
export const leverageOf = (leverage: string | undefined): number => {
  const times = Number.parseInt(leverage ?? '', 10)
  return Number.isNaN(times) ? 1 : times
}

/** Adds up the orders on record. Of those that the call itself would change (`replaced`, by intent id) only what has traded counts. */
export const tally = ({ orders, now }: Facts, replaced: ReadonlySet<string>): readonly Group[] => {
  if (replaced.size > 0) return added(orders, now, replaced)
  const known = tallies.get(orders)
  if (known?.now === now) return known.groups
  const groups = added(orders, now, replaced)
  tallies.set(orders, { now, groups })
  return groups
}

// The same orders at the same moment are added up once for all who ask: the rules, the reservation, the audit.
const tallies = new WeakMap<
  readonly OrderFact[],
  { readonly now: number; readonly groups: readonly Group[] }
>()

const added = (
  orders: readonly OrderFact[],
  now: number,
  replaced: ReadonlySet<string>,
): readonly Group[] => {
  const groups = new Map<string, Gathering>()
  for (const order of orders) {
    const isToday = order.filledAt !== undefined && order.filledAt > now - DAY_MS && !isZero(order.cost)
    const isReplaced = replaced.has(order.intent)
    const works = order.state !== 'ended' && !isReplaced
    const isUnapproved = placedUnapproved(order, now)
    addGrowth(groups, order, now, isReplaced)
    if (!isToday && !works && !isUnapproved) continue
    const group = groupFor(groups, order)
    if (isToday) group.filled.push([order.cost])
    if (works) addWorking(group, order)
    if (isUnapproved) group.unapproved.push(...wantedOf(order, NOTHING, isReplaced))
  }
  return [...groups.values()].map(summed)
}

const NOTHING: Traded = { filled: '0', cost: '0' }

/** What of an order has traded, and for how much of the quote asset. */
type Traded = Pick<OrderFact, 'filled' | 'cost'>

/**
 * What an order was worth at worst beside what had `traded`: its fills, which may have been dearer than it is now, and
 * what is left of it, unless the call puts something else in its place.
 */
const wantedOf = (order: OrderFact, traded: Traded, isReplaced: boolean): readonly Term[] => {
  const filled = multiply(subtract(order.filled, traded.filled), order.worstPrice)
  const fills: Term = [larger(filled, subtract(order.cost, traded.cost))]
  return isReplaced ? [fills] : [fills, [leftOf(order), order.worstPrice]]
}

/** Whether an order was wanted within the last hour without the owner's yes. */
const placedUnapproved = ({ approved, intendedAt }: OrderFact, now: number): boolean =>
  !approved && intendedAt > now - HOUR_MS

const growthsOf = ({ grown = [] }: OrderFact, now: number) => grown.filter(({ at }) => at > now - HOUR_MS)

/** An order that an amend has made larger counts for who amended it, as far as it does not count already. */
const addGrowth = (
  groups: Map<string, Gathering>,
  order: OrderFact,
  now: number,
  isReplaced: boolean,
): void => {
  for (const growth of growthsOf(order, now)) {
    const { tokenId } = growth
    if (tokenId === order.tokenId && placedUnapproved(order, now)) continue
    const group = groupFor(groups, { ...order, tokenId })
    group.unapproved.push(...wantedOf(order, growth, isReplaced))
  }
}

const keys = new WeakMap<OrderFact, string>()

// A fact never changes, and the same ones are added up for order after order.
const keyOf = (order: OrderFact): string => {
  const known = keys.get(order)
  if (known !== undefined) return known
  const key = `${order.tokenId} ${order.pair} ${order.side} ${isOnMargin(order)}`
  keys.set(order, key)
  return key
}

const groupFor = (groups: Map<string, Gathering>, order: OrderFact): Gathering => {
  const key = keyOf(order)
  const known = groups.get(key)
  if (known) return known
  const made = { first: order, working: 0, volumes: [], costs: [], filled: [], unapproved: [] }
  groups.set(key, made)
  return made
}

const addWorking = (group: Gathering, order: OrderFact): void => {
  const left = leftOf(order)
  group.working += 1
  group.volumes.push([left])
  group.costs.push([left, order.worstPrice])
}

const summed = ({ first, working, volumes, costs, filled, unapproved }: Gathering): Group => ({
  tokenId: first.tokenId,
  pair: first.pair,
  side: first.side,
  isMargin: isOnMargin(first),
  working,
  volume: sumOfProducts(volumes),
  cost: sumOfProducts(costs),
  filledToday: sumOfProducts(filled),
  unapproved: once(() => sumOfProducts(unapproved)),
})

const once = <T>(work: () => T): (() => T) => {
  let done: { readonly value: T } | undefined
  return () => {
    done ??= { value: work() }
    return done.value
  }
}

/** Whether something of this token counts against a bound. */
export const countsFor = ({ counts }: Bound, tokenId: string): boolean =>
  counts === 'account' || counts.has(tokenId)

/** Sums one amount of some groups. */
export const totalOf = (groups: readonly Group[], amount: (group: Group) => Decimal): Decimal =>
  sumOfProducts(groups.map((group) => [amount(group)]))
