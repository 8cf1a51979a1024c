import { add, type Decimal, isNegative, subtract } from '../../domain/money.ts'
import { KrakenRefusal, type Market } from '../call.ts'

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

export interface Posting {
  readonly asset: string
  /** Signed; the fee is taken on top. */
  readonly amount: Decimal
  readonly fee?: Decimal
  readonly type: string
  readonly subtype?: string
  readonly refid?: string
  /** Unix milliseconds. */
  readonly now: number
}

export const openAccount = (_seed: string, _now: number, _market?: Market): AccountState => ({
  balances: {},
  ledger: [],
})

export const post = (account: AccountState, posting: Posting): LedgerEntry => {
  const fee = posting.fee ?? '0'
  const balance = subtract(add(account.balances[posting.asset] ?? '0', posting.amount), fee)
  if (isNegative(balance)) throw new KrakenRefusal('EFunding:Insufficient funds')
  const count = String(account.ledger.length + 1).padStart(6, '0')
  const entry = {
    id: `LSEED0-AAAAA-${count}`,
    refid: posting.refid ?? `R${count}`,
    time: posting.now,
    type: posting.type,
    subtype: posting.subtype ?? '',
    asset: posting.asset,
    amount: posting.amount,
    fee,
    balance,
  }
  account.ledger.push(entry)
  account.balances[posting.asset] = balance
  return entry
}

export const available = (account: AccountState, asset: string): Decimal => account.balances[asset] ?? '0'
