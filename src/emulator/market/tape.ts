import { hashText, mix } from '../hash.ts'
import type { Listing } from './pairs.ts'
import { MINUTE_MS, type Quotes, SLOT_MS } from './quotes.ts'

/** One print in whole ticks and whole volume units; `at` is milliseconds into its minute. */
export interface RawPrint {
  readonly index: number
  readonly at: number
  readonly ticks: number
  readonly volume: number
  readonly bought: boolean
  readonly atMarket: boolean
}

/** Trade ids leave room for this many prints in each minute. */
export const IDS_PER_MINUTE = 32

export interface Tape {
  /** How many prints the minute has when it is over. */
  count(minute: number): number
  print(minute: number, index: number, count: number): RawPrint
}

/** The prints of every minute, made from its hash: at most `IDS_PER_MINUTE`, rising in time, each at the quote of its slot. */
export const createTape = (seed: string, listing: Listing, quotes: Quotes): Tape => {
  const word = hashText(`tape ${seed} ${listing.key}`)
  const most = listing.size * 10 ** listing.volumeDecimals
  return {
    count: (minute) => listing.quiet + Math.floor((mix(word, minute) / 0x1_0000_0000) * (listing.busy + 1)),
    print: (minute, index, count) => {
      const roll = mix(mix(word, minute), index + 1)
      const dice = mix(roll, 1)
      const at = Math.floor(((index + 0.1 + 0.8 * ((roll & 0xffff) / 0x10000)) * MINUTE_MS) / count)
      const bought = (dice & 1) === 1
      const slot = Math.floor(at / SLOT_MS)
      const share = (roll >>> 16) / 0x10000
      return {
        index,
        at,
        ticks: bought ? quotes.ask(minute, slot) : quotes.bid(minute, slot),
        volume: 1 + Math.floor(most * share * share * share),
        bought,
        atMarket: (dice & 6) !== 0,
      }
    },
  }
}
