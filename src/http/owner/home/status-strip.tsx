import type { Overview } from '../../../exchange/overview.ts'
import { ago, moneyOf, timeOf } from './words.ts'

/** Whose money, and whether anything keeps it from moving. */
export const StatusStrip = ({ seen }: { readonly seen: Overview }) => (
  <section class="status" aria-labelledby="status">
    <h2 id="status">Status</h2>
    <p class={`whose ${seen.account === 'live' ? seen.exchange : 'paper'}`}>
      <strong>{moneyOf(seen)}</strong>, account <strong>{seen.account}</strong>
    </p>
    <dl class="facts">
      <dt>Trading</dt>
      <dd>
        <Trading seen={seen} />
      </dd>
      <dt>Dead-man switch</dt>
      <dd>{seen.deadManUntil === undefined ? 'not armed' : `fires at ${timeOf(seen.deadManUntil)}`}</dd>
      <dt>Last risk check</dt>
      <dd>{seen.lastRiskCheck === undefined ? 'none yet' : ago(seen.now - seen.lastRiskCheck)}</dd>
      <dt>In doubt</dt>
      <dd>{seen.uncertain.length === 0 ? 'nothing' : `${seen.uncertain.length}`}</dd>
    </dl>
    {seen.uncertain.length > 0 && (
      <ul>
        {seen.uncertain.map(({ intent, what, since }) => (
          <li>
            <code>{intent}</code>: {what}, {ago(seen.now - since)}
          </li>
        ))}
      </ul>
    )}
    {[...seen.problems, ...seen.warnings].map((words) => (
      <p class="warning">{words}</p>
    ))}
  </section>
)

const Trading = ({ seen }: { readonly seen: Overview }) => {
  if (seen.killSwitch.on) return <strong class="bad">stopped by the kill switch</strong>
  if (seen.tradingState === 'ACTIVE') return <>{seen.problems.length === 0 ? 'on' : 'refused, see below'}</>
  const words = seen.tradingState === 'REDUCING' ? 'only what reduces' : 'only cancels'
  return (
    <strong class="bad">
      {words}
      {seen.tradingWhy === undefined ? '' : `: ${seen.tradingWhy}`}
    </strong>
  )
}
