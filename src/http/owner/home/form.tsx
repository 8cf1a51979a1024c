import type { Child } from 'hono/jsx'
import { CSRF_FIELD } from '../session/form.ts'
import { inAccount } from './places.ts'

/** A form of the owner's: one command, with the session's own token beside its fields. */
export const Form = ({
  action,
  account,
  csrf,
  children,
}: {
  readonly action: string
  /** Whose page it stands on. */
  readonly account: string
  readonly csrf: string
  readonly children?: Child
}) => (
  <form method="post" action={inAccount(action, account)}>
    <input type="hidden" name={CSRF_FIELD} value={csrf} />
    {children}
  </form>
)
