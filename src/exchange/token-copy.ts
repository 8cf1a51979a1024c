import type { Audit } from './audit.ts'
import type { Sql } from './sql.ts'
import { insertToken, rowWith } from './token-rows.ts'
import type { SourceToken } from './token-source.ts'

interface CopyDeps {
  readonly sql: Sql
  readonly audit: Audit
  /** Bounds that are remembered may be others now. */
  readonly forget: () => void
}

/** Takes a token into the account's own books, once; from then on the copy holds. */
export const copyToken =
  ({ sql, audit, forget }: CopyDeps) =>
  (token: SourceToken, now: number): void =>
    sql.transaction(() => {
      if (rowWith(sql, token.hash)) return
      insertToken(sql, token, now)
      const { tokenId, name, scopes, expiresAt, parent } = token
      const facts = { name, scopes, expiresAt, ...(parent === null ? {} : { parent }) }
      audit.write({ event: 'token.known', tokenId, subject: tokenId, facts }, now)
      forget()
    })
