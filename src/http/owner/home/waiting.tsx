import type { MarketNow, Share, Waiting } from '../../../exchange/overview.ts'
import { Form } from './form.tsx'
import { approvalPath, inAccount } from './places.ts'
import { Table } from './table.tsx'
import { lasting, timeOf } from './words.ts'

/** What waits for the owner; each with its own two buttons. */
export const WaitingList = ({
  waiting,
  account,
  csrf,
  now,
}: {
  readonly waiting: readonly Waiting[]
  readonly account: string
  readonly csrf: string
  readonly now: number
}) => (
  <section aria-labelledby="waiting">
    <h2 id="waiting">Waits for you</h2>
    {waiting.length === 0 ? (
      <p class="quiet">Nothing waits for approval.</p>
    ) : (
      waiting.map((one) => <WaitingCard one={one} account={account} csrf={csrf} now={now} />)
    )}
  </section>
)

/** One order that waits, in plain words, with what it costs and takes. */
export const WaitingCard = ({
  one,
  account,
  csrf,
  now,
  market,
}: {
  readonly one: Waiting
  readonly account: string
  readonly csrf: string
  readonly now: number
  readonly market?: MarketNow | undefined
}) => (
  <article class="card" data-lapses={String(one.lapsesAt)}>
    <p class="summary">{one.summary}</p>
    <dl class="facts">
      <dt>Asked by</dt>
      <dd>{one.tokenName}</dd>
      {one.cost !== undefined && (
        <>
          <dt>Cost at most</dt>
          <dd>
            {one.cost} {one.currency ?? ''}
          </dd>
        </>
      )}
      <dt>Lapses</dt>
      <dd>
        <time class="left" datetime={new Date(one.lapsesAt).toISOString()}>
          in {lasting(one.lapsesAt - now)}
        </time>
      </dd>
      {one.asked && <Quoted label={`${one.asked.pair} when asked`} market={one.asked} />}
      {market && <Quoted label={`${market.pair} now`} market={market} />}
    </dl>
    {one.reasons.map((reason) => (
      <p class="quiet">{reason}</p>
    ))}
    <Shares shares={one.shares} />
    <Form action={approvalPath(one.intent)} account={account} csrf={csrf}>
      <button class="go" type="submit" name="decision" value="approve">
        Approve
      </button>
      <button type="submit" name="decision" value="deny">
        Deny
      </button>
      {market === undefined && (
        <a href={inAccount(approvalPath(one.intent), account)}>Market and limits now</a>
      )}
    </Form>
  </article>
)

const Quoted = ({ label, market }: { readonly label: string; readonly market: MarketNow }) => (
  <>
    <dt>{label}</dt>
    <dd>
      bid {market.bid}, ask {market.ask} ({timeOf(market.at)})
    </dd>
  </>
)

const Shares = ({ shares }: { readonly shares: readonly Share[] }) =>
  shares.length === 0 ? null : (
    <Table
      caption="Of each allowance, and what this order takes"
      heads={['Allowance', 'Used', 'Limit', 'Left', 'This order']}
    >
      {shares.map(({ allowance, of, limit, used, left, takes }) => (
        <tr>
          <th scope="row">{of === undefined ? allowance : `${allowance} ${of}`}</th>
          <td>{used ?? '?'}</td>
          <td>{limit}</td>
          <td>{left ?? '?'}</td>
          <td>{takes ?? '–'}</td>
        </tr>
      ))}
    </Table>
  )
