import { BreakwaterError } from '../domain/errors.ts'
import type { OrderName } from './cancel-target.ts'
import type { Answered } from './exchange.ts'
import type { OrderTag } from './order-tag.ts'

export const OWN_ONLY = 'Of this token’s own orders; the others stand.'

/** What was taken back here and never sent; no words where that is nothing. */
export const takenWords = (taken: readonly OrderTag[]): readonly string[] =>
  taken.length === 0
    ? []
    : [
        `Not sent: ${taken.length} order(s) still waited here and were taken back (${taken.map(({ clientOrderId }) => clientOrderId).join(', ')}).`,
      ]

/** Which of the named orders were left alone. */
export const leftAlone = (names: readonly OrderName[]): string =>
  `Left alone, being no orders of this token: ${listed(names)}.`

/** An answer with these words after its own. */
export const noted = (answer: Answered, words: readonly string[]): Answered => {
  const all = [...(answer.note === undefined ? [] : [answer.note]), ...words]
  return all.length === 0 ? answer : { result: answer.result, note: all.join(' ') }
}

export const notYours = (names: readonly OrderName[]) =>
  new BreakwaterError('forbidden', 'not_your_order', `This token placed no order ${listed(names)}.`, {
    hint: 'Its mandate says "orders": "own": list_intents shows what it placed. Who must stop everything uses activate_kill_switch.',
    details: { orders: names.map(wordOf) },
  })

export const mayCancelOthers = () =>
  new BreakwaterError(
    'forbidden',
    'not_your_order',
    'With this stptype the order could cancel one that another token placed.',
    { hint: 'Leave stptype out: then it is the new order that yields. The mandate says "orders": "own".' },
  )

const listed = (names: readonly OrderName[]): string => names.map(wordOf).join(', ')

const wordOf = (name: OrderName): string => ('txid' in name ? name.txid : name.cl_ord_id)
