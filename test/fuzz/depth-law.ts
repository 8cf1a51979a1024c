import type { Depth } from '../../src/domain/matching/depth.ts'
import type { Trade } from '../../src/domain/matching/effect.ts'
import { add, equals, isMore } from '../../src/domain/money.ts'
import type { Happening } from './laws.ts'

/** What is taken of a level never exceeds what it showed, until it shows another volume: kept here by a book of its own. */
export const createDepthLaw = (): ((happening: Happening) => readonly string[]) => {
  const taken = new Map<string, { readonly shown: string; readonly volume: string }>()

  const forget = (pair: string, depth: Depth): void => {
    const shown = new Map<string, string>()
    for (const { price, volume } of depth.asks) shown.set(`${pair} buy ${price}`, volume)
    for (const { price, volume } of depth.bids) shown.set(`${pair} sell ${price}`, volume)
    for (const [key, level] of taken)
      if (key.startsWith(`${pair} `) && shown.get(key) !== level.shown) taken.delete(key)
  }

  const take = (trade: Trade): readonly string[] => {
    const { evidence } = trade
    if (evidence.kind !== 'level' && evidence.kind !== 'crossing') return []
    const key = `${trade.pair} ${trade.side} ${evidence.price}`
    const known = taken.get(key)
    const before = known !== undefined && known.shown === evidence.shown ? known.volume : '0'
    const volume = add(before, trade.volume)
    taken.set(key, { shown: evidence.shown, volume })
    return [
      ...(equals(before, evidence.takenBefore)
        ? []
        : [`${trade.id} says ${evidence.takenBefore} was taken, it was ${before}`]),
      ...(isMore(volume, evidence.shown) ? [`${volume} was taken of a level of ${evidence.shown}`] : []),
    ]
  }

  return ({ event, after }) => {
    if (event.kind === 'book') forget(event.pair, event.depth)
    return after.effects.flatMap((effect) => (effect.kind === 'trade' ? take(effect.trade) : []))
  }
}
