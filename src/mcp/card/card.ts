import { CARD_SCRIPT } from './script.ts'
import { CARD_STYLE } from './style.ts'

/** Hosts keep what stands at an address: another card gets another version. */
export const CARD_URI = 'ui://breakwater/approval-1.html'
const MIME_TYPE = 'text/html;profile=mcp-app'

/** The card as the list of resources shows it. */
export const CARD_LISTING = {
  uri: CARD_URI,
  name: 'approval',
  title: 'What waits for the owner',
  description: 'Shows an order that waits for approval, with a button that opens the approval page.',
  mimeType: MIME_TYPE,
}

/** The card whole: one page that loads nothing, from nowhere. */
export const cardHtml = (): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Approval</title>
<style>${CARD_STYLE}</style>
<section aria-live="polite"><p class="quiet">Waiting for the answer …</p></section>
<script>${CARD_SCRIPT}</script>
</html>
`

/** The card as a host reads it: it may connect to nothing and frame nothing. */
export const cardContents = () => ({
  contents: [
    {
      uri: CARD_URI,
      mimeType: MIME_TYPE,
      text: cardHtml(),
      _meta: { ui: { csp: { connectDomains: [], resourceDomains: [] }, prefersBorder: false } },
    },
  ],
})
