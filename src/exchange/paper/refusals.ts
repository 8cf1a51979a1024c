import { BreakwaterError } from '../../domain/errors.ts'
import type { AddIntent, OrderIntent } from '../../domain/order.ts'

/** On so many pairs orders may be open at once: each is looked at again and again. */
export const MOST_PAIRS = 10

/** Throws `refused` (paper_margin) for what asks for leverage. */
export const mustNotLever = (intents: readonly OrderIntent[]): void => {
  if (intents.some((intent) => intent.kind === 'add' && isLeveraged(intent))) throw noMargin()
}

/** Throws `refused` (paper_pairs) for an order that may stay open on one pair more than is watched. */
export const mustBeWatched = (
  intents: readonly OrderIntent[],
  pair: string,
  open: readonly string[],
): void => {
  if (open.includes(pair) || open.length < MOST_PAIRS) return
  if (intents.some((intent) => intent.kind === 'add' && mayStay(intent))) throw tooManyPairs(open.length)
}

const isLeveraged = ({ leverage, reduceOnly, orderType }: AddIntent): boolean =>
  leverage !== undefined || reduceOnly === true || orderType === 'settle-position'

const mayStay = ({ orderType, timeInForce, startTime, close }: AddIntent): boolean => {
  if (startTime !== undefined || close !== undefined) return true
  return (
    orderType !== 'market' && !(orderType === 'limit' && (timeInForce === 'IOC' || timeInForce === 'FOK'))
  )
}

const noMargin = () =>
  new BreakwaterError(
    'refused',
    'paper_margin',
    'Paper accounts trade without margin: leverage, reduce_only and settle-position are not modelled.',
    { hint: 'Leave leverage and reduce_only out.' },
  )

const tooManyPairs = (open: number) =>
  new BreakwaterError(
    'refused',
    'paper_pairs',
    `Orders are open on ${open} pairs, and a paper account watches no more than ${MOST_PAIRS}.`,
    { hint: 'Cancel the orders of a pair first. Market orders pass.', details: { most: MOST_PAIRS } },
  )
