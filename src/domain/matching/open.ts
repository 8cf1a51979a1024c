import { type Decimal, isPositive } from '../money.ts'
import { apply, mint, move, type Outcome } from './draft.ts'
import { emptyState } from './state.ts'

/** What an account begins with. `now` is unix milliseconds. */
export interface Opening {
  readonly seed: string
  /** Stands after the letter of every id; "0" on a paper account. */
  readonly mark?: string
  readonly balances: Readonly<Record<string, Decimal>>
  readonly now: number
}

/** Opens an account whose balances came in as deposits, so that from the first row on the ledger adds up to them. */
export const openState = ({ seed, mark, balances, now }: Opening): Outcome => {
  const empty = emptyState(seed)
  const ids = mark === undefined ? empty.ids : { ...empty.ids, mark }
  return apply({ ...empty, ids }, (draft) => {
    for (const [asset, amount] of Object.entries(balances))
      if (isPositive(amount))
        move(draft, { refid: mint(draft, 'T'), time: now, type: 'deposit', asset, amount, fee: '0' })
  })
}
