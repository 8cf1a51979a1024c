import type { LedgerEntry } from './account.ts'
import type { TradingMarket } from './call.ts'
import { inLedger, seconds } from './show.ts'

/** A ledger row as Ledgers and QueryLedgers show it. */
export const ledgerView = (entry: LedgerEntry, market: Pick<TradingMarket, 'asset'>) => ({
  refid: entry.refid,
  time: seconds(entry.time),
  type: entry.type,
  subtype: entry.subtype,
  aclass: 'currency',
  asset: entry.asset,
  amount: inLedger(market, entry.asset, entry.amount),
  fee: inLedger(market, entry.asset, entry.fee),
  balance: inLedger(market, entry.asset, entry.balance),
})
