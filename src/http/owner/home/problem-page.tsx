import { Page } from '../page.tsx'
import { HOME } from './places.ts'

/** Says why a button did not do what it says, and leads back. */
export const ProblemPage = ({
  message,
  hint,
}: {
  readonly message: string
  readonly hint?: string | undefined
}) => (
  <Page title="Not done">
    <p class="warning" role="alert">
      {message}
    </p>
    {hint !== undefined && <p>{hint}</p>}
    <p>
      <a href={HOME}>Back to the overview</a>
    </p>
  </Page>
)
