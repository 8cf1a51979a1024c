import { add, type Decimal, equals, isPositive, subtract } from '../money.ts'
import type { Side } from '../order.ts'
import { type Depth, type Level, opposite } from './depth.ts'
import type { Draft } from './draft.ts'

const keyOf = (pair: string, taker: Side, price: Decimal) => `${pair} ${taker} ${price}`

/** The levels that a taker meets, less what we took of them since they last changed. */
export const untaken = (
  draft: Pick<Draft, 'taken'>,
  pair: string,
  taker: Side,
  depth: Depth,
): readonly Level[] =>
  opposite(depth, taker).flatMap((level) => {
    const mark = draft.taken[keyOf(pair, taker, level.price)]
    if (mark === undefined || !equals(mark.shown, level.volume)) return [level]
    const left = subtract(level.volume, mark.taken)
    return isPositive(left) ? [{ price: level.price, volume: left }] : []
  })

/** Remembers that we took some of a level. */
export const markTaken = (draft: Draft, pair: string, taker: Side, depth: Depth, slice: Level): void => {
  const key = keyOf(pair, taker, slice.price)
  const shown = opposite(depth, taker).find((level) => equals(level.price, slice.price))?.volume
  if (shown === undefined) return
  const before = draft.taken[key]
  const taken = before !== undefined && equals(before.shown, shown) ? before.taken : '0'
  draft.taken[key] = { shown, taken: add(taken, slice.volume) }
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
