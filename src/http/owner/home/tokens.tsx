import type { ShownToken } from '../../../exchange/overview.ts'
import { Form } from './form.tsx'
import { ago, timeOf } from './words.ts'

/** Who holds a token, what it may do, and the button that ends it. */
export const Tokens = ({
  tokens,
  account,
  csrf,
  now,
}: {
  readonly tokens: readonly ShownToken[]
  readonly account: string
  readonly csrf: string
  readonly now: number
}) => (
  <section aria-labelledby="tokens">
    <h2 id="tokens">Tokens and connectors</h2>
    {tokens.length === 0 && <p class="quiet">No token yet.</p>}
    {tokens.map((token) => (
      <Token token={token} account={account} csrf={csrf} now={now} />
    ))}
  </section>
)

const Token = ({
  token,
  account,
  csrf,
  now,
}: {
  readonly token: ShownToken
  readonly account: string
  readonly csrf: string
  readonly now: number
}) => (
  <article class="card">
    <p class="summary">
      {token.name} <code>{token.id}</code>
    </p>
    <p>
      {token.scopes}; mandate {token.mandate}
    </p>
    <p class="quiet">
      {token.lastUsedAt === null ? 'never used' : `last used ${ago(now - token.lastUsedAt)}`}
      {token.expiresAt === null ? ', never expires' : `, until ${timeOf(token.expiresAt)}`}
    </p>
    {token.revokedAt === null ? (
      <Form action="/owner/revoke" account={account} csrf={csrf}>
        <input type="hidden" name="id" value={token.id} />
        <button type="submit" aria-label={`Revoke ${token.name}`}>
          Revoke
        </button>
        <label class="inline">
          <input type="checkbox" name="keep_orders" value="yes" /> keep its open orders
        </label>
      </Form>
    ) : (
      <p class="bad">revoked {timeOf(token.revokedAt)}</p>
    )}
  </article>
)
