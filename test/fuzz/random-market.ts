import type { Depth, Level } from '../../src/domain/matching/depth.ts'
import type { Print } from '../../src/domain/matching/print.ts'
import type { PairRules } from '../../src/domain/matching/terms.ts'
import { rules } from '../domain/matching/builders.ts'
import type { Dice } from './dice.ts'

/** A market of one pair that wanders without reason: its middle is in ticks. */
export interface RandomMarket {
  readonly rules: PairRules
  depth: Depth
  last: string
  move(): void
  print(time: number): Print
}

const FEES = [
  ['0.25', '0.40'],
  ['0.00', '0.10'],
  ['-0.02', '0.05'],
  ['-0.05', '-0.01'],
  ['0.3', '0.2'],
] as const

const MIDDLE = 1000

export const createRandomMarket = (dice: Dice, base: string, quote: string): RandomMarket => {
  const pairDecimals = dice.pick([0, 1, 3])
  const lotDecimals = dice.pick([2, 8])
  const [maker, taker] = dice.pick(FEES)
  const price = (ticks: number) => (ticks / 10 ** pairDecimals).toFixed(pairDecimals)
  // Now and then nothing at all, or the least there is.
  const volume = () =>
    dice.chance(0.04) ? dice.pick(['0.00000000', '0.00000001']) : ((1 + dice.upTo(900)) / 100).toFixed(2)
  let middle = MIDDLE
  let prints = 0
  let before: Depth = { bids: [], asks: [] }

  const side = (direction: 1 | -1): readonly Level[] => {
    const levels: Level[] = []
    let ticks = middle + direction * (1 + dice.upTo(3))
    for (let count = dice.chance(0.05) ? 0 : 1 + dice.upTo(6); count > 0 && ticks > 0; count--) {
      levels.push({ price: price(ticks), volume: volume() })
      ticks += direction * (1 + dice.upTo(4))
    }
    return levels
  }

  const market: RandomMarket = {
    rules: rules({
      pair: `${base}${quote}`,
      altname: `${base}${quote}`,
      base,
      quote,
      pairDecimals,
      lotDecimals,
      tickSize: price(1),
      basePlaces: dice.pick([8, 10]),
      quotePlaces: dice.pick([4, 5]),
      orderMin: '0.01',
      costMin: '0',
      maker,
      taker,
      feeAssumed: dice.chance(0.5),
    }),
    depth: { bids: [], asks: [] },
    last: price(MIDDLE),
    move() {
      middle = Math.max(50, middle + dice.upTo(31) - 15)
      const shown = market.depth
      // Now and then a book comes back as it was: what was gone in between is not taken any more.
      if (dice.chance(0.1)) {
        market.depth = before
        before = shown
        return
      }
      before = shown
      // Most levels stand still from one look to the next: only so does it show whether what we took stays taken.
      market.depth = {
        bids: dice.chance(0.4) ? market.depth.bids : side(-1),
        asks: dice.chance(0.4) ? market.depth.asks : side(1),
      }
      // A book that crosses itself is rare, and is matched against as it stands.
      if (isCrossed(market.depth) && !dice.chance(0.1)) market.depth = { bids: side(-1), asks: side(1) }
    },
    print(time) {
      market.last = price(Math.max(1, middle + dice.upTo(17) - 8))
      prints += 1
      return { id: prints, time, price: market.last, volume: volume(), side: dice.pick(['buy', 'sell']) }
    },
  }
  market.move()
  return market
}

const isCrossed = ({ bids, asks }: Depth): boolean =>
  Number(bids[0]?.price ?? 0) >= Number(asks[0]?.price ?? Number.POSITIVE_INFINITY)
