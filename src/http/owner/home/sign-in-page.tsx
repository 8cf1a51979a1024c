import { Page } from '../page.tsx'

/** Asks who is there; nothing of the account shows before. */
export const SignInPage = ({
  next,
  problem,
  hasPassphrase,
}: {
  readonly next: string
  readonly problem: string | undefined
  readonly hasPassphrase: boolean
}) => (
  <Page title="Sign in">
    {problem !== undefined && (
      <p class="warning" role="alert">
        {problem}
      </p>
    )}
    {hasPassphrase && (
      <form method="post" action="/owner/sign-in">
        <input type="hidden" name="next" value={next} />
        <label>
          Your passphrase
          <input type="password" name="passphrase" autocomplete="current-password" required autofocus />
        </label>
        <button type="submit">Sign in</button>
      </form>
    )}
  </Page>
)
