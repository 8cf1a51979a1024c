import type { Depth, Level } from '../../domain/matching/depth.ts'
import { hashText, mix } from '../hash.ts'
import { decimalOf } from './decimals.ts'
import type { Listing } from './pairs.ts'
import { MINUTE_MS, type Quotes, SLOT_MS, SLOTS } from './quotes.ts'

export const BOOK_DEPTH = 500

const STEP = 0.00005

/** The book at a moment; it stands still within a slot of five seconds, and its best prices are the slot's quotes. */
export const createBook = (
  seed: string,
  listing: Listing,
  quotes: Quotes,
): ((now: number, depth: number) => Depth) => {
  const word = hashText(`book ${seed} ${listing.key}`)
  const units = listing.size * 10 ** listing.volumeDecimals
  let keptFor = ''
  let kept: Depth = { bids: [], asks: [] }

  const volume = (roll: number, index: number) => {
    const share = (roll & 0xffff) / 0x10000
    return 1 + Math.ceil(units * (0.1 + share * share) * (1 + index / 20))
  }
  const side = (best: number, direction: 1 | -1, salt: number, depth: number): readonly Level[] => {
    const levels: Level[] = []
    let ticks = best
    for (let index = 0; index < depth && ticks > 0; index++) {
      const roll = mix(salt, index)
      levels.push({
        price: decimalOf(ticks, listing.pairDecimals),
        volume: decimalOf(volume(roll, index), listing.volumeDecimals),
      })
      ticks += direction * (1 + Math.floor(best * STEP * 2 * ((roll >>> 16) / 0x10000)))
    }
    return levels
  }
  return (now, depth) => {
    const slot = Math.floor(now / SLOT_MS)
    if (keptFor === `${slot} ${depth}`) return kept
    const minute = Math.floor(now / MINUTE_MS)
    const salt = mix(word, slot)
    kept = {
      bids: side(quotes.best('bid', minute, slot % SLOTS), -1, mix(salt, 1), depth),
      asks: side(quotes.best('ask', minute, slot % SLOTS), 1, mix(salt, 2), depth),
    }
    keptFor = `${slot} ${depth}`
    return kept
  }
}
