import type { Wish } from '../../src/domain/matching/wish.ts'
import { ORDER_TYPES } from '../../src/domain/order.ts'
import type { Dice } from './dice.ts'
import type { RandomMarket } from './random-market.ts'

const TYPES = [...ORDER_TYPES, 'limit', 'limit', 'limit', 'market'] as const
const STOPS = ['stop-loss', 'take-profit', 'stop-loss-limit', 'take-profit-limit', 'limit'] as const

/** Any order that a client might send, sensible or not. */
export const randomWish = (dice: Dice, market: RandomMarket): Wish => {
  const orderType = dice.pick(TYPES)
  const margin = dice.chance(0.08) || orderType === 'settle-position'
  return {
    side: dice.pick(['buy', 'sell']),
    orderType,
    volume: dice.chance(0.02) ? '0' : volumeOf(dice, market),
    ...pricesOf(dice, market, orderType),
    flags: flagsOf(dice),
    timeInForce: dice.pick([undefined, undefined, undefined, 'GTC', 'IOC', 'FOK', 'GTD']),
    expireTime: dice.chance(0.1) ? `+${5 + dice.upTo(40)}` : undefined,
    startTime: dice.chance(0.05) ? `+${1 + dice.upTo(20)}` : undefined,
    leverage: margin ? dice.pick(['2', '5']) : undefined,
    reduceOnly: margin && dice.chance(0.3),
    displayVolume: orderType === 'iceberg' && dice.chance(0.7) ? '0.5' : undefined,
    selfTrade: dice.pick([undefined, 'cancel-newest', 'cancel-oldest', 'cancel-both']),
    triggerBy: dice.pick([undefined, 'last', 'index']),
    close: dice.chance(0.1)
      ? { orderType: dice.pick(STOPS), ...pricesOf(dice, market, 'stop-loss-limit') }
      : undefined,
    clientOrderId: dice.chance(0.1) ? `c${dice.upTo(30)}` : undefined,
  }
}

/** A volume with as many decimals as the pair takes. */
export const volumeOf = (dice: Dice, { rules }: RandomMarket): string =>
  (0.01 + dice.upTo(6_000_000) / 1_000_000).toFixed(dice.pick([2, rules.lotDecimals]))

/** An absolute price around the market's. */
export const priceOf = (dice: Dice, { last, rules }: RandomMarket): string =>
  Math.max(0, Number(last) + (dice.upTo(41) - 20) / 10 ** rules.pairDecimals).toFixed(rules.pairDecimals)

const pricesOf = (dice: Dice, market: RandomMarket, type: string): Pick<Wish, 'price' | 'price2'> => {
  if (type.startsWith('trailing'))
    return { price: dice.pick(['+3', '+1%', '+0.7%']), price2: dice.pick(['+2', '-2', '-1%']) }
  const relative = dice.pick(['+1', '-1', '#2', '+0.5%', '-1%', '#0.3%'])
  const price = dice.chance(0.2) ? relative : priceOf(dice, market)
  return { price, price2: dice.chance(0.3) ? relative : priceOf(dice, market) }
}

const flagsOf = (dice: Dice): readonly string[] => {
  const fee = dice.pick([[], ['fcib'], ['fciq']])
  if (dice.chance(0.08)) return [...fee, 'post']
  return dice.chance(0.08) ? [...fee, 'viqc'] : fee
}
