import { isRecord } from '../../domain/record.ts'
import type { Answer } from '../../exchange/port.ts'

export interface Page {
  readonly status: 200 | 404 | 409 | 429 | 503
  readonly html: string
}

/** What a link shows before it is used. */
export const readyPage = (exchange: string): Page =>
  page(
    200,
    'Stop all trading',
    `<p>This stops the account <b>live</b> on <b>${escaped(exchange)}</b> at once:</p>
<ul>
<li>every open order is cancelled, stop-losses included, also those placed by hand;</li>
<li>orders that still wait here are never sent;</li>
<li>no new order passes until the owner releases the switch (<code>npm run token -- release</code>).</li>
</ul>
<p>Positions are <b>not</b> closed: what is open stays open, without its protective orders.</p>
<form method="post"><button type="submit">Stop everything now</button></form>`,
  )

/** What came of it. */
export const actedPage = (answer: Answer): Page => {
  if (!answer.ok)
    return page(
      409,
      'Not done',
      `<p>${escaped(answer.failure.message)}</p><p>${escaped(answer.failure.hint ?? '')}</p>`,
    )
  const { result, note } = answer
  return page(
    200,
    'The kill switch is on',
    `${note === undefined ? '' : `<p>${escaped(note)}</p>`}
<p>It stays on until the owner releases it. The details:</p>
<pre>${escaped(JSON.stringify(isRecord(result) ? result : { result }, null, 2))}</pre>
<form method="post"><button type="submit">Cancel and look again</button></form>`,
  )
}

export const busyPage = (): Page =>
  page(
    429,
    'Already under way',
    '<p>This link has acted several times within a minute. The kill switch is on. Wait a minute.</p>',
  )

/** The same words for a link that is wrong, expired or revoked. */
export const unknownPage = (): Page =>
  page(404, 'No such link', '<p>This link does nothing (any more). Nothing was changed.</p>')

export const uncheckedPage = (): Page =>
  page(
    503,
    'Could not be checked',
    `<p>The link could <b>not be checked</b>: the account's storage cannot be read. Nothing was stopped. Try again at once;
meanwhile cancel your orders on Kraken itself.</p>
<form method="post"><button type="submit">Try again</button></form>`,
  )

export const silentPage = (): Page =>
  page(
    503,
    'No answer',
    `<p>The account did not answer: whether anything was stopped is <b>uncertain</b>. Try again at once;
meanwhile cancel your orders on Kraken itself.</p>
<form method="post"><button type="submit">Try again</button></form>`,
  )

const page = (status: Page['status'], title: string, body: string): Page => ({
  status,
  html: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Breakwater: ${escaped(title)}</title>
<h1>${escaped(title)}</h1>
${body}
</html>
`,
})

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')
