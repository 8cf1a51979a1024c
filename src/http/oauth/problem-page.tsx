import { Page } from '../owner/page.tsx'

/** Says why a sign-in cannot go on, where it would not be safe to send the browser back to the client. */
export const ProblemPage = ({ problem }: { readonly problem: string }) => (
  <Page title="This sign-in cannot go on">
    <p class="warning" role="alert">
      {problem}
    </p>
    <p>Nothing was granted. Go back to the client and begin again.</p>
  </Page>
)
