import type { Bound, ReadingFact } from '../../domain/risk/facts.ts'
import { attempt } from '../attempt.ts'
import { currencyOf } from './documents.ts'
import type { Stored } from './stored.ts'

/** Gives each document what the newest reading says of what it counts, in its own currency. Never throws. */
export const createBoundReadings = (stored: Pick<Stored, 'reading'>) => {
  const told = new WeakMap<Bound, { readonly account: ReadingFact; readonly bound: Bound }>()

  /** A document that came after the newest reading has lost nothing yet; the drawdown is the account's. */
  const readingUnder = ({ key, mandate, counts }: Bound, account: ReadingFact): ReadingFact => {
    if (counts === 'account') return account
    const own = key === undefined ? undefined : attempt(() => stored.reading(key))
    if (own?.currency === currencyOf(mandate)) return own
    return { ...withoutLoss(account), currency: currencyOf(mandate), equity: '0' }
  }

  /** The same object while nothing has changed, so that who compares need not look inside. */
  const boundWith = (bound: Bound, account: ReadingFact): Bound => {
    const last = told.get(bound)
    if (last?.account === account) return last.bound
    const made = { ...bound, reading: readingUnder(bound, account) }
    told.set(bound, { account, bound: made })
    return made
  }

  return (bounds: readonly Bound[]): readonly Bound[] => {
    const account = attempt(() => stored.reading())
    return account ? bounds.map((bound) => boundWith(bound, account)) : bounds
  }
}

const withoutLoss = (reading: ReadingFact): ReadingFact => ({
  ...reading,
  day: { ...reading.day, loss: '0' },
  week: { ...reading.week, loss: '0' },
  month: { ...reading.month, loss: '0' },
})
