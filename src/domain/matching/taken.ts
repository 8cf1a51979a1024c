import { add, type Decimal, equals, isPositive, subtract } from '../money.ts'
import type { Side } from '../order.ts'
import { type Depth, type Level, opposite } from './depth.ts'
import type { Draft } from './draft.ts'

/** A level with what is left of it for us; `shown` is what the snapshot says. */
export interface OpenLevel extends Level {
  readonly shown: Decimal
  /** What we had taken of it already. */
  readonly taken: Decimal
}

const keyOf = (pair: string, taker: Side, price: Decimal) => `${pair} ${taker} ${price}`

/** The levels that a taker meets, best first, less what we took of them since they last changed. Lazy: a book is deep and most orders are small. */
export function* untaken(
  draft: Pick<Draft, 'taken'>,
  pair: string,
  taker: Side,
  depth: Depth,
): Generator<OpenLevel, void> {
  for (const { price, volume } of opposite(depth, taker)) {
    const mark = draft.taken[keyOf(pair, taker, price)]
    const taken = mark !== undefined && equals(mark.shown, volume) ? mark.taken : '0'
    const left = subtract(volume, taken)
    if (isPositive(left)) yield { price, volume: left, shown: volume, taken }
  }
}

/** Remembers that we took `volume` of a level. */
export const markTaken = (
  draft: Draft,
  pair: string,
  taker: Side,
  level: Pick<OpenLevel, 'price' | 'shown'>,
  volume: Decimal,
): void => {
  const key = keyOf(pair, taker, level.price)
  const before = draft.taken[key]
  const taken = before !== undefined && equals(before.shown, level.shown) ? before.taken : '0'
  draft.taken[key] = { shown: level.shown, taken: add(taken, volume) }
}

/** Forgets what we took of levels of this pair that are gone or show another volume. */
export const forgetChanged = (draft: Draft, pair: string, depth: Depth): void => {
  for (const taker of ['buy', 'sell'] as const) {
    const mine = Object.keys(draft.taken).filter((key) => key.startsWith(`${pair} ${taker} `))
    if (mine.length === 0) continue
    const shown = new Map(
      opposite(depth, taker).map((level) => [keyOf(pair, taker, level.price), level.volume]),
    )
    for (const key of mine) {
      const now = shown.get(key)
      const then = draft.taken[key]?.shown
      if (now === undefined || then === undefined || !equals(now, then)) delete draft.taken[key]
    }
  }
}
