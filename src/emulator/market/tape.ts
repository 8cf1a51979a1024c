import { hashText, mix, unit } from '../hash.ts'
import { type Candle, flat } from './candles.ts'
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
  /** The minute's prints, oldest first. */
  prints(minute: number): readonly RawPrint[]
  /** The candle of the minutes [from, to), the last of them up to `untilMs` into it; without prints flat at the last price. */
  sum(from: number, to: number, untilMs: number): Candle
}

/**
 * The prints of every minute, made from its hash: at most `IDS_PER_MINUTE`, rising in time, each at the quote of its slot.
 * One word makes a print: 13 bits its time, 3 bits its kind, 16 bits its volume.
 */
export const createTape = (seed: string, listing: Listing, quotes: Quotes): Tape => {
  const word = hashText(`tape ${seed} ${listing.key}`)
  const rolls: Rolls = {
    most: listing.size * 10 ** listing.volumeDecimals,
    countIn: (minute) => listing.quiet + Math.floor(unit(word, minute) * (listing.busy + 1)),
    wordOf: (minute, index) => mix(word ^ Math.imul(minute, 0x9e3779b1), index + 1),
    ticksOf: (minute, roll, at) =>
      quotes.best(isBought(roll) ? 'ask' : 'bid', minute, Math.floor(at / SLOT_MS)),
  }
  return {
    prints: (minute) => {
      const count = rolls.countIn(minute)
      return Array.from({ length: count }, (_, index) => printOf(rolls, minute, index, count))
    },
    sum: (from, to, untilMs) => sumOf(rolls, from, to, untilMs),
  }
}

/** What a pair's minutes are made of; `most` is the largest volume of a print. */
interface Rolls {
  readonly most: number
  countIn(minute: number): number
  wordOf(minute: number, index: number): number
  ticksOf(minute: number, roll: number, at: number): number
}

const printOf = (rolls: Rolls, minute: number, index: number, count: number): RawPrint => {
  const roll = rolls.wordOf(minute, index)
  const at = momentOf(roll, index, count)
  return {
    index,
    at,
    ticks: rolls.ticksOf(minute, roll, at),
    volume: volumeOf(roll, rolls.most),
    bought: isBought(roll),
    atMarket: (roll & 0xc000) !== 0,
  }
}

const lastBefore = (rolls: Rolls, minute: number): number => {
  for (let earlier = minute - 1; ; earlier--) {
    const count = rolls.countIn(earlier)
    if (count > 0) return printOf(rolls, earlier, count - 1, count).ticks
  }
}

// The one hot loop of the market: a year has two million prints. So: numbers only, no object for a print.
const sumOf = (rolls: Rolls, from: number, to: number, untilMs: number): Candle => {
  let open = 0
  let high = 0
  let low = 0
  let close = 0
  let volume = 0
  let cost = 0
  let total = 0
  for (let minute = from; minute < to; minute++) {
    const count = rolls.countIn(minute)
    const until = minute === to - 1 ? untilMs : MINUTE_MS
    for (let index = 0; index < count; index++) {
      const roll = rolls.wordOf(minute, index)
      const at = momentOf(roll, index, count)
      if (at > until) break
      const ticks = rolls.ticksOf(minute, roll, at)
      if (total === 0) {
        // A span that begins with quiet minutes opens flat, at the last price before it.
        open = minute === from ? ticks : lastBefore(rolls, from)
        high = Math.max(open, ticks)
        low = Math.min(open, ticks)
      }
      if (ticks > high) high = ticks
      if (ticks < low) low = ticks
      close = ticks
      const size = volumeOf(roll, rolls.most)
      volume += size
      cost += ticks * size
      total++
    }
  }
  return total === 0 ? flat(lastBefore(rolls, from)) : { open, high, low, close, volume, cost, count: total }
}

const isBought = (roll: number) => (roll & 0x2000) !== 0

const momentOf = (roll: number, index: number, count: number) =>
  Math.floor(((index + 0.1 + 0.8 * ((roll & 0x1fff) / 0x2000)) * MINUTE_MS) / count)

const volumeOf = (roll: number, most: number) => {
  const share = (roll >>> 16) / 0x10000
  return 1 + Math.floor(most * share * share * share)
}
