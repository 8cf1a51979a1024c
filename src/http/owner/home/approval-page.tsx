import type { MarketNow, Waiting } from '../../../exchange/overview.ts'
import { Page } from '../page.tsx'
import { HOME, inAccount } from './places.ts'
import { WaitingCard } from './waiting.tsx'

/** One order that waits, alone on its page: where a link from a message opens. */
export const ApprovalPage = ({
  one,
  account,
  csrf,
  now,
  market,
}: {
  readonly one: Waiting | undefined
  readonly account: string
  readonly csrf: string
  readonly now: number
  readonly market?: MarketNow | undefined
}) => (
  <Page title="Approve?" scripted>
    {one === undefined ? (
      <p class="warning">
        Nothing waits under this link (any more): it was decided, withdrawn, or it has lapsed.
      </p>
    ) : (
      <WaitingCard one={one} account={account} csrf={csrf} now={now} market={market} />
    )}
    <p>
      <a href={inAccount(HOME, account)}>Everything else</a>
    </p>
  </Page>
)
