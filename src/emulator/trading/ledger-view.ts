import type { LedgerEntry } from './account.ts'
import { inLedger, seconds } from './show.ts'

/** A ledger row as Ledgers and QueryLedgers show it. */
export const ledgerView = (entry: LedgerEntry) => ({
  refid: entry.refid,
  time: seconds(entry.time),
  type: entry.type,
  subtype: entry.subtype,
  aclass: 'currency',
  asset: entry.asset,
  amount: inLedger(entry.asset, entry.amount),
  fee: inLedger(entry.asset, entry.fee),
  balance: inLedger(entry.asset, entry.balance),
})
