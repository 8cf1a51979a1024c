import type { Overview, ShownToken } from '../../../exchange/overview.ts'
import { Page } from '../page.tsx'
import { Audit } from './audit.tsx'
import { Equity } from './equity.tsx'
import { Form } from './form.tsx'
import { Orders } from './orders.tsx'
import { RedButton } from './red-button.tsx'
import { StatusStrip } from './status-strip.tsx'
import { Tokens } from './tokens.tsx'
import { WaitingList } from './waiting.tsx'

/** The owner's page: what matters most comes first. */
export const HomePage = ({
  seen,
  tokens,
  csrf,
  said,
}: {
  readonly seen: Overview
  readonly tokens: readonly ShownToken[]
  readonly csrf: string
  /** What the last button came to. */
  readonly said?: string | undefined
}) => (
  <Page title="Breakwater">
    {said !== undefined && (
      <p class="said" role="status">
        {said}
      </p>
    )}
    <StatusStrip seen={seen} />
    <RedButton seen={seen} csrf={csrf} />
    <WaitingList waiting={seen.waiting} csrf={csrf} now={seen.now} />
    <Equity equity={seen.equity} />
    <Orders seen={seen} />
    <Tokens tokens={tokens} csrf={csrf} now={seen.now} />
    <Audit seen={seen} />
    <Form action="/owner/sign-out" csrf={csrf}>
      <button type="submit">Sign out everywhere</button>
    </Form>
  </Page>
)
