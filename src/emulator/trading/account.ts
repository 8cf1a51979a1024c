import type { Decimal } from '../../domain/money.ts'

/** One ledger row, as Kraken's Ledgers shows it. `time` is unix milliseconds. */
export interface LedgerEntry {
  readonly id: string
  readonly refid: string
  readonly time: number
  readonly type: string
  readonly subtype: string
  readonly asset: string
  readonly amount: Decimal
  readonly fee: Decimal
  readonly balance: Decimal
}

/** The emulated client's account. */
export interface AccountState {
  balances: Record<string, Decimal>
  ledger: LedgerEntry[]
}
