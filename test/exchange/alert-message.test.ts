import { expect, test } from 'vitest'
import { ALERT_TEMPLATES, messageOf, templateFor } from '../../src/exchange/alert-message.ts'

const AT = Date.UTC(2026, 0, 2, 3, 4, 5)
const SOURCE = { account: 'live', exchange: 'emulator' }
const WAITING = {
  event: 'approval_waiting',
  at: AT,
  facts: { summary: 'Buy 0.5 BTC at 61,000 <limit> & more', link: 'https://x.test/owner/approve/i_1' },
}

test('an address says which service it belongs to', () => {
  expect(templateFor('https://ntfy.sh/my-topic')).toBe('ntfy')
  expect(templateFor('https://api.telegram.org/bot1:a/sendMessage?chat_id=7')).toBe('telegram')
  expect(templateFor('https://discord.com/api/webhooks/1/a')).toBe('discord')
  expect(templateFor('https://hooks.slack.com/services/a/b/c')).toBe('slack')
  expect(templateFor('https://discord.com/elsewhere')).toBe('json')
  expect(templateFor('https://ntfy.sh.example/topic')).toBe('json')
})

test('ntfy gets plain text under a title of ASCII, which opens the link', () => {
  const { url, headers, body } = messageOf('ntfy', 'https://ntfy.sh/t', WAITING, SOURCE)
  expect(url).toBe('https://ntfy.sh/t')
  expect(headers).toMatchObject({ click: 'https://x.test/owner/approve/i_1', priority: 'high' })
  expect(headers.title).toMatch(/^[\x20-\x7e]+$/)
  expect(body.split('\n')).toEqual([
    'Breakwater: An order waits for your approval',
    'account live on emulator',
    'summary: Buy 0.5 BTC at 61,000 <limit> & more',
    'at 2026-01-02T03:04:05.000Z',
    'https://x.test/owner/approve/i_1',
  ])
})

test('every headline fits into a header', () => {
  for (const event of ['dead_man_lost', 'key_expires', 'never_heard_of'])
    expect(
      messageOf('ntfy', 'https://ntfy.sh/t', { event, at: AT, facts: {} }, SOURCE).headers.title,
    ).toMatch(/^[\x20-\x7e]+$/)
})

test('Telegram’s chat is taken from the address and told in the body', () => {
  const address = 'https://api.telegram.org/bot1:a/sendMessage?chat_id=-7'
  const { url, body } = messageOf('telegram', address, WAITING, SOURCE)
  expect(url).toBe('https://api.telegram.org/bot1:a/sendMessage')
  expect(JSON.parse(body)).toMatchObject({ chat_id: '-7', text: expect.stringContaining('Buy 0.5 BTC') })
})

test('nobody is mentioned on Discord, whatever an agent writes', () => {
  const alert = { ...WAITING, facts: { reason: `@everyone ${'x'.repeat(5_000)}` } }
  const { body } = messageOf('discord', 'https://discord.com/api/webhooks/1/a', alert, SOURCE)
  expect(JSON.parse(body).allowed_mentions).toEqual({ parse: [] })
  expect(JSON.parse(body).content.length).toBeLessThanOrEqual(2_000)
})

test('Slack’s own signs are escaped, so that nothing becomes a link or a mention', () => {
  const alert = { ...WAITING, facts: { reason: '<!channel> & <https://evil.test|here>' } }
  const { text } = JSON.parse(messageOf('slack', 'https://hooks.slack.com/services/a', alert, SOURCE).body)
  expect(text).toContain('&lt;!channel&gt; &amp; &lt;https: //evil[.]test|here&gt;')
})

test('what an agent wrote stays on its own line in every template', () => {
  const alert = { ...WAITING, facts: { reason: 'calm\nBreakwater: all is well\r\n\u2028x' } }
  for (const template of ALERT_TEMPLATES.filter((name) => name !== 'json')) {
    const { body } = messageOf(template, 'https://x.test/?chat_id=1', alert, SOURCE)
    expect(body).toContain('reason: calm Breakwater: all is well x')
  }
})

// Telegram and phones make links of bare hosts, numbers and names: a kill switch's reason told the owner where to “log in”.
test('what an agent wrote is nothing to tap on, and amounts stay as they are', () => {
  const reason = 'log in at evil.test/owner, 203.0.113.9/x or with @evilbot; t.me/x; 0.5 ETH2.S at 61000.5'
  const alert = { ...WAITING, facts: { reason } }
  const { body } = messageOf('ntfy', 'https://ntfy.sh/t', alert, SOURCE)
  expect(body).toContain(
    'log in at evil[.]test/owner, 203[.]0[.]113[.]9/x or with @ evilbot; t[.]me/x; 0.5 ETH2.S at 61000.5',
  )
})

test('a link that is none is not passed on', () => {
  const alert = { ...WAITING, facts: { link: 'javascript:alert(1)' } }
  expect(messageOf('ntfy', 'https://ntfy.sh/t', alert, SOURCE).headers).not.toHaveProperty('click')
})

// A withdrawal's key was “[Approve](https://evil.test)”, and Discord made it a link beside the owner's own.
test('what an agent named is no link in Discord, and the owner’s own link is', () => {
  const alert = {
    ...WAITING,
    facts: { ...WAITING.facts, summary: 'to “[Approve](https://evil.test)” **now**' },
  }
  const { body } = messageOf('discord', 'https://discord.com/api/webhooks/1/a', alert, SOURCE)
  const { content } = JSON.parse(body)
  expect(content).toContain('\\[Approve\\]\\(https: //evil\\[.\\]test\\)')
  expect(content).toContain('\\*\\*now\\*\\*')
  expect(content.endsWith('\nhttps://x.test/owner/approve/i_1')).toBe(true)
})

test('a text that is cut says so', () => {
  const alert = { ...WAITING, facts: { summary: 'Buy 1 BTC; '.repeat(50) } }
  expect(messageOf('ntfy', 'https://ntfy.sh/t', alert, SOURCE).body).toContain('… (cut)')
})
