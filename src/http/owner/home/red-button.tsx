import type { Overview } from '../../../exchange/overview.ts'
import { Form } from './form.tsx'
import { RELEASE_WORD, timeOf } from './words.ts'

/** The kill switch: pulled with one tap, released by a typed word. */
export const RedButton = ({ seen, csrf }: { readonly seen: Overview; readonly csrf: string }) => (
  <section aria-labelledby="stop">
    <h2 id="stop">Stop everything</h2>
    {seen.killSwitch.on ? <Pulled seen={seen} csrf={csrf} /> : <Ready account={seen.account} csrf={csrf} />}
  </section>
)

const Ready = ({ account, csrf }: { readonly account: string; readonly csrf: string }) => (
  <Form action="/owner/kill" account={account} csrf={csrf}>
    <p>
      Cancels every open order at once, stop-losses included, and lets nothing new through. Positions stay
      open.
    </p>
    <button class="red" type="submit">
      Stop everything now
    </button>
  </Form>
)

const Pulled = ({ seen, csrf }: { readonly seen: Overview; readonly csrf: string }) => (
  <>
    <p class="warning">
      The kill switch is on
      {seen.killSwitch.at === undefined ? '' : ` since ${timeOf(seen.killSwitch.at)}`}
      {seen.killSwitch.reason === undefined ? '' : `: ${seen.killSwitch.reason}`}
    </p>
    <Form action="/owner/kill" account={seen.account} csrf={csrf}>
      <button class="red" type="submit">
        Cancel and look again
      </button>
    </Form>
    <Form action="/owner/release" account={seen.account} csrf={csrf}>
      <label>
        Type {RELEASE_WORD} to let orders through again
        <input type="text" name="word" autocomplete="off" required />
      </label>
      <button type="submit">Release</button>
    </Form>
  </>
)
