import type { Overview } from '../../../exchange/overview.ts'
import { timeOf } from './words.ts'

/** What happened lately, and whether the record is as it was written. */
export const Audit = ({ seen }: { readonly seen: Overview }) => (
  <section aria-labelledby="audit">
    <h2 id="audit">Audit</h2>
    {seen.brokenAt === undefined ? (
      <p>
        The chain is verified. <code>npm run token -- audit --verify</code> walks the whole of it again.
      </p>
    ) : (
      <p class="warning">The chain is broken at row {seen.brokenAt}: somebody changed what was written.</p>
    )}
    <ol class="audit" reversed>
      {seen.audit.map(({ id, at, event, tokenName, subject, facts }) => (
        <li value={id}>
          <time datetime={new Date(at).toISOString()}>{timeOf(at)}</time> <strong>{event}</strong>
          {tokenName === undefined ? '' : ` by ${tokenName}`}
          {subject === undefined ? '' : ` ${subject}`}
          {facts === '' ? '' : ` ${facts}`}
        </li>
      ))}
    </ol>
  </section>
)
