import { type Opening, openState } from '../../domain/matching/open.ts'
import { emptyState } from '../../domain/matching/state.ts'
import { absorb } from './absorb.ts'
import type { AccountState } from './account.ts'

/** Opens an account with nothing behind it but its first deposits. */
export const openRecord = (opening: Opening): AccountState => {
  const account: AccountState = {
    ...emptyState(opening.seed),
    balances: {},
    orders: {},
    positions: {},
    ledger: [],
    trades: [],
    closed: [],
    closedPositions: [],
    amends: {},
    counters: {},
    lookedAt: opening.now,
  }
  absorb(account, () => openState(opening))
  return account
}
