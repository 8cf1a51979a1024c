import { expect, test } from 'vitest'
import { CARD_LISTING, CARD_URI, cardContents, cardHtml } from '../../src/mcp/card/card.ts'
import { facesFor } from '../../src/mcp/prepared.ts'
import { viewOf } from '../../src/mcp/view.ts'

test('the card is one page of at most 40 KB that loads nothing', () => {
  const html = cardHtml()
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(40 * 1024)
  expect(html).not.toMatch(/\b(src|href)=|@import|url\(|fetch\(|XMLHttpRequest|WebSocket/)
})

test('the card calls no tool: the one thing it asks of its host is to open a link', () => {
  const asked = [...cardHtml().matchAll(/method: '([^']+)'/g)].map(([, method]) => method)
  expect(asked.sort()).toEqual([
    'ui/initialize',
    'ui/notifications/initialized',
    'ui/notifications/size-changed',
    'ui/open-link',
  ])
})

test('what an agent wrote reaches the card as text alone', () => {
  expect(cardHtml()).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/)
})

test('the card is read under the address and type under which it is listed', () => {
  const [card] = cardContents().contents
  expect(card).toMatchObject({ uri: CARD_URI, mimeType: CARD_LISTING.mimeType })
})

test('the card is named by the tools whose call may wait for the owner, and by no other', () => {
  const { view } = Object(viewOf('/mcp/x/all'))
  const principal = { scopes: ['read', 'trade', 'funds', 'raw'] as const, account: 'live' as const }
  const named = facesFor({ principal, view, status: undefined }).filter(({ _meta }) => _meta !== undefined)
  expect(named.map(({ name }) => name).sort()).toEqual([
    'account_transfer',
    'add_order',
    'add_order_batch',
    'allocate_earn',
    'amend_order',
    'deallocate_earn',
    'wallet_transfer',
    'withdraw',
  ])
  expect(named[0]?._meta).toEqual({ ui: { resourceUri: CARD_URI }, 'ui/resourceUri': CARD_URI })
})
