import { Page } from '../owner/page.tsx'
import { LIFETIMES, MANDATES, REACHES } from './grantable.ts'

/** What the owner must see before they grant. Every word of it may come from a stranger. */
export interface Consent {
  readonly clientName: string
  /** The host of the client's id, which the client controls; undefined where it registered itself here. */
  readonly clientHost: string | undefined
  readonly redirectHost: string
  readonly isLoopback: boolean
  readonly exchange: string
  /** Names this form; the browser that was shown it holds the other half. */
  readonly handle: string
  /** Where the form goes: the request as it came. */
  readonly action: string
  readonly problem: string | undefined
  readonly hasPassphrase: boolean
}

/** Asks the owner whether a client may have a token, for which account and with which mandate. */
export const ConsentPage = (consent: Consent) => (
  <Page title="Let a client in?">
    <p>
      <strong>{consent.clientName}</strong> asks for a token. It will be sent to
    </p>
    <p class="host">{consent.redirectHost}</p>
    <Warning {...consent} />
    <Facts {...consent} />
    {consent.problem !== undefined && (
      <p class="warning" role="alert">
        {consent.problem}
      </p>
    )}
    <form method="post" action={consent.action}>
      <input type="hidden" name="handle" value={consent.handle} />
      <AccountFields />
      <MandateFields exchange={consent.exchange} />
      {consent.hasPassphrase && (
        <label>
          Your passphrase
          <input type="password" name="passphrase" autocomplete="current-password" required />
        </label>
      )}
      {consent.hasPassphrase && (
        <button type="submit" name="decision" value="grant">
          Grant
        </button>
      )}
      <button type="submit" name="decision" value="deny" formnovalidate>
        Deny
      </button>
    </form>
  </Page>
)

const Warning = ({ isLoopback, redirectHost }: Consent) => (
  <p class="warning">
    {isLoopback
      ? 'This is a program on the machine of this browser: any program there could be listening. Grant only if you have just started the sign-in there yourself.'
      : `Whoever runs ${redirectHost} will hold the token. If you did not start this sign-in there yourself, deny.`}
  </p>
)

const Facts = ({ clientName, clientHost, exchange }: Consent) => (
  <dl>
    <dt>It calls itself</dt>
    <dd>{clientName}</dd>
    <dt>Its id stands at</dt>
    <dd>{clientHost ?? 'nowhere: it registered itself here, and nobody has checked its name'}</dd>
    <dt>Exchange</dt>
    <dd>{exchange}</dd>
  </dl>
)

const AccountFields = () => (
  <fieldset>
    <legend>Account</legend>
    <label>
      Where its orders go
      <select name="account">
        <option value="paper" selected>
          paper: simulated money
        </option>
        <option value="live">live: the account behind the Kraken key</option>
      </select>
    </label>
    <label>
      Name of the paper account
      <input type="text" name="paper" value="main" maxlength={32} autocomplete="off" />
    </label>
  </fieldset>
)

const MandateFields = ({ exchange }: Pick<Consent, 'exchange'>) => (
  <fieldset>
    <legend>Mandate</legend>
    <label>
      What it may do
      <select name="mandate">
        {MANDATES.map(({ name, says, simulatedOnly }, at) => (
          <option value={name} selected={at === 0}>
            {simulatedOnly && exchange === 'kraken' ? `${says}: paper alone` : says}
          </option>
        ))}
      </select>
    </label>
    <label>
      Your own mandate (docs/mandates.md)
      <textarea name="document" rows={4} maxlength={16000} spellcheck={false} autocomplete="off"></textarea>
    </label>
    <label>
      What it may reach for
      <select name="scope">
        {REACHES.map(({ name, says }, at) => (
          <option value={name} selected={at === 0}>
            {says}
          </option>
        ))}
      </select>
    </label>
    <label>
      For how long
      <select name="lifetime">
        {LIFETIMES.map(({ name, says }, at) => (
          <option value={name} selected={at === 0}>
            {says}
          </option>
        ))}
      </select>
    </label>
  </fieldset>
)
