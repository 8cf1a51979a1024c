import type { Overview, ShownToken } from '../../../exchange/overview.ts'
import { Page } from '../page.tsx'
import { Accounts } from './accounts.tsx'
import { Audit } from './audit.tsx'
import { Equity } from './equity.tsx'
import { Form } from './form.tsx'
import { HeldBack } from './held-back.tsx'
import { Orders } from './orders.tsx'
import { RedButton } from './red-button.tsx'
import { StatusStrip } from './status-strip.tsx'
import { Tokens } from './tokens.tsx'
import { WaitingList } from './waiting.tsx'

/** The owner's page: what matters most comes first. */
export const HomePage = ({
  seen,
  accounts,
  tokens,
  csrf,
  said,
}: {
  readonly seen: Overview
  /** All that there are, the live one first. */
  readonly accounts: readonly string[]
  readonly tokens: readonly ShownToken[]
  readonly csrf: string
  /** What the last button came to. */
  readonly said?: string | undefined
}) => (
  <Page title="Breakwater" scripted>
    <Accounts accounts={accounts} current={seen.account} />
    {said !== undefined && (
      <p class="said" role="status">
        {said}
      </p>
    )}
    <StatusStrip seen={seen} />
    <HeldBack seen={seen} csrf={csrf} />
    <RedButton seen={seen} csrf={csrf} />
    <WaitingList waiting={seen.waiting} account={seen.account} csrf={csrf} now={seen.now} />
    <Equity equity={seen.equity} />
    <Orders seen={seen} />
    <Tokens tokens={tokens} account={seen.account} csrf={csrf} now={seen.now} />
    <Audit seen={seen} />
    <Form action="/owner/sign-out" account={seen.account} csrf={csrf}>
      <button type="submit">Sign out everywhere</button>
    </Form>
  </Page>
)
