import type { Overview } from '../../../exchange/overview.ts'
import { OWNER_ID } from '../../../exchange/owner-id.ts'
import { Form } from './form.tsx'

/** What a crossed limit holds back, each with the button that lets it go on. */
export const HeldBack = ({ seen, csrf }: { readonly seen: Overview; readonly csrf: string }) =>
  seen.held.length === 0 ? null : (
    <section aria-labelledby="held">
      <h2 id="held">Held back by a limit</h2>
      {seen.held.map(({ key, words }) => (
        <Form action="/owner/resume" account={seen.account} csrf={csrf}>
          <p class="warning">{words}</p>
          {key !== OWNER_ID && <input type="hidden" name="token" value={key} />}
          <button type="submit">Let it go on</button>
        </Form>
      ))}
    </section>
  )
