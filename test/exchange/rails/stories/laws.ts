import type { Mandate } from '../../../../src/domain/mandate/mandate.ts'
import type { TrueOrder, Truth } from './truth.ts'

/** One document, and whose orders it bounds. */
export interface Held {
  readonly name: string
  readonly mandate: Mandate
  readonly tokens: ReadonlySet<string>
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Prices move while a story is told; what is counted at the market may have been counted a little cheaper. */
const DRIFT = 1.02
const HAIR = 1e-6

const limitOf = (limit: string | undefined): number | undefined =>
  limit === undefined || limit === 'none' ? undefined : Number(limit)

const assetOf = (pair: string): string => (pair === 'XBTUSD' ? 'BTC' : 'ETH')
const sum = <T>(rows: readonly T[], amount: (row: T) => number): number =>
  rows.reduce((total, row) => total + amount(row), 0)

/** At least what a buy that works costs at worst: what waits without a limit counts at its trigger. */
const priceOf = ({ limit, trigger }: TrueOrder): number => limit ?? trigger ?? 0

/** Everything of one document that does not hold in truth. */
export const broken = (held: Held, truth: Truth): readonly string[] => {
  const mine = truth.orders.filter(({ token }) => held.tokens.has(token))
  return [
    ...openCounts(held, mine),
    ...orderSizes(held, mine),
    ...daySums(held, mine, truth),
    ...exposures(held, mine, truth),
    ...margins(held, mine, truth),
    ...unapproved(held, mine, truth),
    ...lives(held, mine),
    ...lists(held, mine),
  ].map((what) => `${held.name}: ${what}`)
}

const openCounts = ({ mandate }: Held, mine: readonly TrueOrder[]): readonly string[] => {
  const open = mine.filter(({ isOpen }) => isOpen)
  const most = mandate.maxOpenOrders
  const each = mandate.maxOpenOrdersPerPair
  const perPair = Map.groupBy(open, ({ pair }) => pair)
  return [
    ...(typeof most === 'number' && open.length > most ? [`${open.length} open orders of ${most}`] : []),
    ...[...perPair].flatMap(([pair, orders]) =>
      typeof each === 'number' && orders.length > each ? [`${orders.length} open on ${pair} of ${each}`] : [],
    ),
  ]
}

const orderSizes = ({ mandate }: Held, mine: readonly TrueOrder[]): readonly string[] => {
  const limit = limitOf(mandate.maxOrderNotional)
  if (limit === undefined) return []
  return mine
    .filter(({ isOpen, side, isMargin }) => isOpen && side === 'buy' && !isMargin)
    .filter((order) => order.left * priceOf(order) > limit + HAIR)
    .map((order) => `order ${order.id} of ${order.left * priceOf(order)} over ${limit}`)
}

/** What it bought, what its buys may still cost, and what it sold beyond what it had bought. */
const daySums = ({ mandate, tokens }: Held, mine: readonly TrueOrder[], truth: Truth): readonly string[] => {
  const limit = limitOf(mandate.maxDayNotional)
  if (limit === undefined) return []
  const trades = truth.trades.filter(({ token, time }) => tokens.has(token) && time > truth.now - DAY_MS)
  const bought = sum(
    trades.filter(({ side, isMargin, opens }) => (isMargin ? opens : side === 'buy')),
    ({ cost }) => cost,
  )
  const working = sum(
    mine.filter(({ side, isMargin }) => side === 'buy' && !isMargin),
    (order) => order.left * priceOf(order),
  )
  const taken = sum(
    [...truth.touch.keys()],
    (pair) => (foreignCoins(pair, mine) * (truth.touch.get(pair)?.bid ?? 0)) / DRIFT,
  )
  const used = bought + working + taken
  return used > limit + HAIR
    ? [`day ${used} (bought ${bought}, working ${working}, others' coins ${taken}) over ${limit}`]
    : []
}

/** Coins that were sold, or may be, and that it never bought. */
const foreignCoins = (pair: string, mine: readonly TrueOrder[]): number => {
  const spot = mine.filter((order) => order.pair === pair && !order.isMargin)
  const sold = sum(
    spot.filter(({ side }) => side === 'sell'),
    ({ filled, left }) => filled + left,
  )
  const bought = sum(
    spot.filter(({ side }) => side === 'buy'),
    ({ filled }) => filled,
  )
  const extra = sold - bought
  return extra > 1e-7 ? extra : 0
}

const exposures = (
  { mandate, tokens }: Held,
  mine: readonly TrueOrder[],
  truth: Truth,
): readonly string[] => {
  const worth = (pair: string): number => {
    const of = mine.filter((order) => order.pair === pair)
    const spot = of.filter(({ isMargin }) => !isMargin)
    const net = (side: string) =>
      sum(
        spot.filter((order) => order.side === side),
        ({ filled }) => filled,
      )
    const positions = truth.positions.filter((one) => one.pair === pair && tokens.has(one.token))
    const signed = sum(positions, ({ side, open }) => (side === 'buy' ? open : -open))
    const held = net('buy') - net('sell') + signed
    const open = (side: string) =>
      sum(
        of.filter((order) => order.side === side),
        ({ left }) => left,
      )
    const amount = Math.max(held + open('buy'), open('sell') - held)
    return (amount * (truth.touch.get(pair)?.bid ?? 0)) / DRIFT
  }
  const all = sum([...truth.touch.keys()], worth)
  const limit = limitOf(mandate.maxExposure)
  return [
    ...(limit !== undefined && all > limit ? [`exposure ${all} over ${limit}`] : []),
    ...[...truth.touch.keys()].flatMap((pair) => {
      const own = limitOf(mandate.maxExposurePerAsset?.[assetOf(pair)])
      return own !== undefined && worth(pair) > own ? [`exposure of ${pair} ${worth(pair)} over ${own}`] : []
    }),
  ]
}

const margins = ({ mandate, tokens }: Held, mine: readonly TrueOrder[], truth: Truth): readonly string[] => {
  const most = mandate.maxLeverage ?? 1
  const positions = truth.positions.filter(({ token, open }) => tokens.has(token) && open > 0)
  const opened = truth.trades.filter(({ token, opens }) => tokens.has(token) && opens)
  const tooHigh = opened.filter(({ orderId }) => {
    const order = mine.find(({ id }) => id === orderId)
    return most !== 'none' && (order?.leverage ?? 0) > most
  })
  const keys = new Set(positions.map(({ pair, side }) => `${pair} ${side}`))
  const count = mandate.maxOpenPositions
  const limit = limitOf(mandate.maxPositionNotional?.['BTC/USD'])
  const size = (side: string) =>
    (sum(
      positions.filter((one) => one.pair === 'XBTUSD' && one.side === side),
      ({ open }) => open,
    ) *
      (truth.touch.get('XBTUSD')?.bid ?? 0)) /
    DRIFT
  return [
    ...tooHigh.map(({ orderId }) => `leverage of ${orderId}`),
    ...(typeof count === 'number' && keys.size > count ? [`${keys.size} positions of ${count}`] : []),
    ...(limit !== undefined
      ? ['buy', 'sell'].flatMap((side) =>
          size(side) > limit ? [`position ${side} ${size(side)} over ${limit}`] : [],
        )
      : []),
  ]
}

/** Nobody approves anything in these stories: what was placed within the hour stands, and traded, within the sum. */
const unapproved = ({ mandate }: Held, mine: readonly TrueOrder[], { now }: Truth): readonly string[] => {
  const { approval } = mandate
  if (typeof approval !== 'object') return approval === 'always' && mine.length > 0 ? ['unasked'] : []
  const used = sum(
    mine.filter(({ openedAt, isClose }) => openedAt > now - HOUR_MS && !isClose),
    (order) => order.cost + order.left * priceOf(order),
  )
  return used > Number(approval.above) + HAIR ? [`unapproved ${used} over ${approval.above}`] : []
}

const lives = ({ mandate }: Held, mine: readonly TrueOrder[]): readonly string[] =>
  mandate.maxOrderLife === undefined
    ? []
    : mine
        .filter(({ isOpen, isClose, trigger }) => isOpen && !isClose && trigger === undefined)
        .filter(({ openedAt, expireAt }) => expireAt === undefined || expireAt > openedAt + 901_000)
        .map(({ id }) => `order ${id} rests too long`)

const lists = ({ mandate }: Held, mine: readonly TrueOrder[]): readonly string[] => {
  const names = mandate.pairs === undefined || mandate.pairs === 'none' ? undefined : mandate.pairs
  if (names === undefined) return []
  return mine
    .filter(
      ({ pair, side, isMargin }) => side === 'buy' && !isMargin && !names.includes(`${assetOf(pair)}/USD`),
    )
    .map(({ id, pair }) => `order ${id} on ${pair}`)
}
