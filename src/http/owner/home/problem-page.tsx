import { Page } from '../page.tsx'
import { HOME, inAccount } from './places.ts'

/** Says why a button did not do what it says, and leads back. */
export const ProblemPage = ({
  message,
  hint,
  account,
}: {
  readonly message: string
  readonly hint?: string | undefined
  readonly account: string
}) => (
  <Page title="Not done">
    <p class="warning" role="alert">
      {message}
    </p>
    {hint !== undefined && <p>{hint}</p>}
    <p>
      <a href={inAccount(HOME, account)}>Back to the overview</a>
    </p>
  </Page>
)
