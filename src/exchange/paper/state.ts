import type { Decimal } from '../../domain/money.ts'
import type { AccountState } from '../../kraken/trading/account.ts'

/** Up to where a pair's public tape was shown to the orders: Kraken's own cursor, and the last print's number and price. */
export interface Cursor {
  readonly since: string
  readonly lastId: number
  readonly last: Decimal
}

/** What is known of an account's beginning; amounts by the asset's key, `value` in USD at the prices of that moment. */
export interface Beginning {
  readonly at: number
  readonly balances: Readonly<Record<string, Decimal>>
  readonly value: Decimal
  /** How often the account was reset before. */
  readonly resets: number
}

/** A paper account: the record that the engine works on, how far it has read, and how it began. */
export interface PaperState extends AccountState {
  tape: Record<string, Cursor>
  beginning: Beginning
}

/** A copy that can be changed while the original stands; what lies in it is replaced, never changed. */
export const copyOf = (state: PaperState): PaperState => ({
  ...state,
  balances: { ...state.balances },
  ledger: [...state.ledger],
  trades: [...state.trades],
  closed: [...state.closed],
  closedPositions: [...state.closedPositions],
  amends: { ...state.amends },
  counters: { ...state.counters },
  tape: { ...state.tape },
})

/** The pairs on which orders are open. */
export const openPairs = ({ orders }: Pick<PaperState, 'orders'>): readonly string[] => [
  ...new Set(Object.values(orders).map((order) => order.terms.pair)),
]
