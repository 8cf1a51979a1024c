import type { MatchEvent } from '../../src/domain/matching/engine.ts'
import { available } from '../../src/domain/matching/hold.ts'
import { judge } from '../../src/domain/matching/judge.ts'
import type { Sight } from '../../src/domain/matching/place.ts'
import type { MatchState } from '../../src/domain/matching/state.ts'
import type { Wish } from '../../src/domain/matching/wish.ts'
import type { Dice } from './dice.ts'
import type { RandomMarket } from './random-market.ts'
import { priceOf, randomWish, volumeOf } from './random-wish.ts'

/** The next thing that happens to an account. Throws `Refused` where the judge refuses a wish. */
export const randomEvent = (dice: Dice, market: RandomMarket, state: MatchState, now: number): MatchEvent => {
  const sight = { depth: market.depth, last: market.last, now }
  const { pair } = market.rules
  const throwOf = dice.upTo(100)
  if (throwOf < 42) {
    const wish = allIn(dice, market, state, randomWish(dice, market))
    const ticket = judge(wish, { rules: market.rules, last: market.last, now })
    return { kind: 'place', ticket, sight }
  }
  if (throwOf < 50) return amendOf(dice, market, state, sight)
  if (throwOf < 56) return { kind: 'cancel', ids: [anId(dice, state)], reason: 'User requested', now }
  if (throwOf < 82) {
    const lagging = dice.chance(0.3)
    return { kind: 'print', pair, print: market.print(now), late: lagging && dice.chance(0.6), lagging }
  }
  if (throwOf < 96) {
    market.move()
    return { kind: 'book', pair, depth: market.depth, now }
  }
  return { kind: 'clock', now: now + dice.upTo(20_000) }
}

// Orders that use up all there is show whether holds are large enough, to the last unit.
const allIn = (dice: Dice, { rules }: RandomMarket, state: MatchState, wish: Wish): Wish => {
  if (!dice.chance(0.15) || wish.orderType !== 'limit' || !/^[\d.]+$/.test(wish.price ?? '')) return wish
  const asset = wish.side === 'buy' ? rules.quote : rules.base
  const free = Number(available(state, asset))
  const most = wish.side === 'buy' ? free / Number(wish.price) : free
  const worst = Math.max(0, Number(rules.maker), Number(rules.taker))
  const volume = most / (1 + (dice.chance(0.5) ? worst : 0) / 100)
  const unit = 10 ** -rules.lotDecimals
  return Number.isFinite(volume) && volume > unit
    ? {
        ...wish,
        volume: (volume - unit / 2).toFixed(rules.lotDecimals),
        leverage: undefined,
        reduceOnly: false,
      }
    : wish
}

const anId = (dice: Dice, state: MatchState): string => {
  const ids = Object.keys(state.orders)
  return ids[dice.upTo(ids.length)] ?? 'OXXXXX'
}

// What no order has cannot be changed: whoever reads the call refuses that before the engine sees it.
const amendOf = (dice: Dice, market: RandomMarket, state: MatchState, sight: Sight): MatchEvent => {
  const id = anId(dice, state)
  const order = state.orders[id]
  const price = () => positive(priceOf(dice, market))
  const changes = {
    volume: dice.chance(0.6) ? volumeOf(dice, market) : undefined,
    limit: order?.limit !== undefined && dice.chance(0.6) ? price() : undefined,
    trigger: order?.trigger !== undefined && dice.chance(0.4) ? price() : undefined,
    postOnly: dice.chance(0.2),
  }
  return { kind: 'amend', id, changes, sight }
}

const positive = (price: string): string | undefined => (Number(price) > 0 ? price : undefined)
