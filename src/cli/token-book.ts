import type { ExchangeName } from '../auth/principal.ts'
import { openPaper } from '../store/paper-accounts.ts'
import type { TokenRow } from '../store/token-row.ts'
import { findTokenById, insertToken, listTokens, revokeToken, setMandate } from '../store/tokens.ts'
import { withLocalDb } from './local-db.ts'
import { exchangeFolder, prepareFolder } from './state.ts'

/** Where the tokens of one exchange are written down. */
export interface TokenBook {
  readonly exchange: ExchangeName
  insert(row: TokenRow): Promise<void>
  /** Opens a paper account, unless it is there already; answers with the opening that stands. */
  openPaper(account: string, opening: string, now: number): Promise<string>
  list(): Promise<readonly TokenRow[]>
  find(id: string): Promise<TokenRow | undefined>
  /** Gives a token another mandate (JSON); tells whether there is such a token. */
  setMandate(id: string, mandate: string): Promise<boolean>
  /** Tells since when the token is revoked (`now`, where it was not yet); undefined where none has this id. */
  revoke(id: string, now: number): Promise<number | undefined>
}

/** The book in a state folder of this machine; a server may run on it meanwhile. */
export const localBook = (root: string, exchange: ExchangeName): TokenBook => {
  const folder = exchangeFolder(root, exchange)
  prepareFolder(folder)
  return {
    exchange,
    insert: (row) => withLocalDb(folder, (db) => insertToken(db, row)),
    openPaper: (...account) => withLocalDb(folder, (db) => openPaper(db, ...account)),
    list: () => withLocalDb(folder, listTokens),
    find: (id) => withLocalDb(folder, (db) => findTokenById(db, id)),
    setMandate: (id, mandate) => withLocalDb(folder, (db) => setMandate(db, id, mandate)),
    revoke: (id, now) => withLocalDb(folder, (db) => revokeToken(db, id, now)),
  }
}
