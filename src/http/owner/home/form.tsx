import type { Child } from 'hono/jsx'
import { CSRF_FIELD } from '../session/form.ts'

/** A form of the owner's: one command, with the session's own token beside its fields. */
export const Form = ({
  action,
  csrf,
  children,
}: {
  readonly action: string
  readonly csrf: string
  readonly children?: Child
}) => (
  <form method="post" action={action}>
    <input type="hidden" name={CSRF_FIELD} value={csrf} />
    {children}
  </form>
)
