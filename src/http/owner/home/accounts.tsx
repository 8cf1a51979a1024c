import { HOME, inAccount } from './places.ts'

/** Leads from one account's page to another's. */
export const Accounts = ({
  accounts,
  current,
}: {
  readonly accounts: readonly string[]
  readonly current: string
}) =>
  accounts.length < 2 ? null : (
    <nav class="accounts" aria-label="Accounts">
      {accounts.map((account) => (
        <a href={inAccount(HOME, account)} aria-current={account === current ? 'page' : undefined}>
          {account}
        </a>
      ))}
    </nav>
  )
