import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import { OPEN } from '../../../src/domain/mandate/presets.ts'
import { emulatorLog, ORIGIN } from '../a-caller.ts'
import { aServer, PASSPHRASE } from '../oauth/a-connector.ts'
import { anAgent, asksFor, ORDER, sent, signedIn } from './a-page.ts'

const ALWAYS = { approval: 'always' } as const

const seen = async (name: string) => (await emulatorLog()).filter(({ path }) => path?.endsWith(`/${name}`))

test('who has not signed in is shown a form and nothing of the account', async () => {
  const server = aServer()
  const { token } = await anAgent(ALWAYS, 'a-secret-name')
  const { intent } = await asksFor(server, token)
  for (const path of ['/owner', `/owner/approve/${intent}`, '/owner?account=paper:main']) {
    const response = await server.browse(path)
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toContain('no-store')
    expect(html).toContain('name="passphrase"')
    expect(html).not.toContain('a-secret-name')
    expect(html).not.toContain(intent === '' ? '?' : 'Buy 0.001')
  }
})

test('the page shows whose money, what waits, the tokens and the audit, under a strict policy', async () => {
  const server = aServer()
  const { token, row } = await anAgent({ ...ALWAYS, maxOrderNotional: '600' })
  await asksFor(server, token)
  const { html, answer } = await signedIn(server)
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-\S+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=43/,
  )
  for (const words of [
    'Simulated exchange',
    'Stop everything now',
    'Buy 0.001 BTC',
    'maxOrderNotional 600',
    row.id,
  ])
    expect(html).toContain(words)
  expect(html).toContain('The chain is verified')
  expect(html).not.toMatch(/<script(?! src="\/owner\/script\.js")|<style|style=|onclick/)
  const policy = (await server.browse('/owner')).headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')
})

test('a margin position stands on the page beside the token that opened it', async () => {
  const server = aServer()
  const { token } = await anAgent(OPEN, 'margin trader')
  const order = { pair: 'BTC/USD', type: 'buy', ordertype: 'market', volume: '0.01', leverage: '2' }
  expect(await asksFor(server, token, order)).toHaveProperty('txid')
  const { html } = await signedIn(server)
  const [, table = ''] = /<caption>Margin positions<\/caption>([\s\S]*?)<\/table>/.exec(html) ?? []
  expect(table).toContain('<td>long</td><td>0.01</td><td>margin trader</td>')
})

test('the page asks Kraken at most three times, and an approval page no more', async () => {
  const server = aServer()
  const { token } = await anAgent({ ...ALWAYS, maxExposure: '5000' })
  const { intent } = await asksFor(server, token)
  await signedIn(server)
  for (const path of ['/owner', `/owner/approve/${intent}`]) {
    const before = (await emulatorLog()).length
    expect((await server.browse(path)).status).toBe(200)
    const calls = (await emulatorLog()).slice(before)
    expect(calls.length, JSON.stringify(calls.map((call) => call.path))).toBeLessThanOrEqual(3)
  }
})

test('a link to one order survives the sign-in, shows the market, and approves in one tap', async () => {
  const server = aServer()
  const { token } = await anAgent({ ...ALWAYS, maxExposure: '5000' })
  const { intent, where } = await asksFor(server, token)
  expect(where).toBe(`${ORIGIN}/owner/approve/${intent}`)
  const { location, html, csrf } = await signedIn(server, `/owner/approve/${intent}`)
  expect(location).toBe(`/owner/approve/${intent}`)
  expect(html).toContain('Buy 0.001 BTC at 10,000 USD limit')
  expect(html).toContain('BTC/USD now')
  expect(html).toContain('BTC/USD when asked')
  expect(html).toMatch(/maxExposure \(USD\)/)
  // 10 of 5,000 USD, rounded up.
  expect(html).toContain('<td>1 %</td>')
  expect(await seen('AddOrder')).toEqual([])
  const done = await server.browse(`/owner/approve/${intent}`, sent({ csrf, decision: 'approve' }))
  expect(done.status).toBe(303)
  expect(done.headers.get('location')).toBe('/owner?said=approved')
  expect((await seen('AddOrder')).length).toBe(1)
  const again = await server.browse(`/owner/approve/${intent}`, sent({ csrf, decision: 'approve' }))
  expect(again.status).toBe(409)
  expect((await seen('AddOrder')).length).toBe(1)
  const home = await (await server.browse('/owner?said=approved')).text()
  expect(home).toContain('Approved: the order was handed to the exchange.')
  expect(home).toContain('buy 0.00100000 XBTUSD @ limit 10000')
})

test('denied is denied', async () => {
  const server = aServer()
  const { token } = await anAgent(ALWAYS)
  const { intent } = await asksFor(server, token)
  const { csrf } = await signedIn(server)
  const done = await server.browse(`/owner/approve/${intent}`, sent({ csrf, decision: 'deny' }))
  expect(done.headers.get('location')).toBe('/owner?said=denied')
  expect(await seen('AddOrder')).toEqual([])
  expect(await (await server.browse(`/owner/approve/${intent}`)).text()).toContain(
    'Nothing waits under this link',
  )
})

test('a form without the session’s token, from another origin, or as a GET changes nothing', async () => {
  const server = aServer()
  const { token } = await anAgent(ALWAYS)
  const { intent } = await asksFor(server, token)
  const { csrf } = await signedIn(server)
  const paths = [
    '/owner/kill',
    '/owner/release',
    '/owner/revoke',
    '/owner/resume',
    `/owner/approve/${intent}`,
  ]
  const fields = { decision: 'approve', word: 'RELEASE', id: 't_x' }
  for (const path of [...paths, '/owner/sign-out']) {
    for (const [form, headers] of [
      [fields, {}],
      [{ ...fields, csrf: `${csrf}x` }, {}],
      [{ ...fields, csrf }, { origin: 'https://evil.example' }],
      [{ ...fields, csrf }, { origin: 'null' }],
    ] as const)
      expect((await server.browse(path, sent(form, headers))).status, path).toBe(403)
    const { origin: _, ...bare } = Object(sent({ ...fields, csrf }).headers)
    const without = await server.browse(path, { ...sent({ ...fields, csrf }), headers: bare })
    expect(without.status, path).toBe(403)
    await server.browse(`${path}?csrf=${csrf}&decision=approve`)
  }
  expect(await seen('AddOrder')).toEqual([])
  expect(await seen('CancelAll')).toEqual([])
  expect((await server.browse('/owner/kill')).status).toBe(405)
  expect((await server.browse('/owner/dance', sent({ csrf }))).status).toBe(404)
  expect(await (await server.browse('/owner')).text()).toContain('Stop everything now')
})

test('one button stops everything; only the typed word lets orders through again', async () => {
  const server = aServer()
  const { token } = await anAgent({})
  expect((await asksFor(server, token)).txid).toBeDefined()
  const { csrf } = await signedIn(server)
  const stopped = await server.browse('/owner/kill', sent({ csrf }))
  expect(stopped.headers.get('location')).toBe('/owner?said=killed')
  const page = await (await server.browse('/owner')).text()
  expect(page).toContain('stopped by the kill switch')
  expect(page).toContain('No open orders.')
  expect(await asksFor(server, token)).toMatchObject({ error: { code: 'kill_switch_on' } })
  expect((await server.browse('/owner/release', sent({ csrf, word: 'yes' }))).status).toBe(409)
  const released = await server.browse('/owner/release', sent({ csrf, word: ' release ' }))
  expect(released.headers.get('location')).toBe('/owner?said=released')
  expect((await asksFor(server, token, { ...ORDER, price: '9000' })).txid).toBeDefined()
})

test('a token that is revoked on the page is refused at once, and its orders are gone', async () => {
  const server = aServer()
  const { token, row } = await anAgent({})
  await asksFor(server, token)
  const { csrf } = await signedIn(server)
  const done = await server.browse('/owner/revoke', sent({ csrf, id: row.id }))
  expect(done.headers.get('location')).toBe('/owner?said=revoked')
  expect(await asksFor(server, token)).toMatchObject({ error: { code: 'token_revoked' } })
  const html = await (await server.browse('/owner')).text()
  expect(html).not.toContain('<td>agent</td>')
  expect(html).toContain('revoked 20')
  const [stored] = (await env.DB.prepare('SELECT revoked_at FROM tokens').all()).results
  expect(stored?.revoked_at).toEqual(expect.any(Number))
})

test('signing out ends the session; a link that lies about where to go on leads home', async () => {
  const server = aServer()
  const { csrf } = await signedIn(server)
  expect((await server.browse('/owner/sign-out', sent({ csrf }))).status).toBe(303)
  expect(await (await server.browse('/owner')).text()).toContain('name="passphrase"')
  for (const next of ['https://evil.example/', '//evil.example', '/owner/approve/x"><script>', '/panic/x']) {
    const answer = await server.browse('/owner/sign-in', sent({ next, passphrase: 'correct horse battery' }))
    expect(answer.headers.get('location')).toBe('/owner')
  }
})

test('what an agent or a stranger wrote is text on the page and never markup', async () => {
  const server = aServer()
  const evil = '<img src=x onerror=alert(1)>"\'&'
  const { token } = await anAgent(ALWAYS, evil)
  await asksFor(server, token)
  const { csrf } = await signedIn(server)
  await server.browse('/owner/revoke', sent({ csrf, id: '"><script>alert(1)</script>' }))
  const html = await (await server.browse(`/owner?said=${encodeURIComponent('<b>approved</b>')}`)).text()
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(html).not.toMatch(/<img|<script>|<b>/)
})

test('no page, address or log tells a passphrase, a cookie, a token or the Kraken key', async () => {
  const lines: string[] = []
  const spy = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)))
  const server = aServer({ LOG_LEVEL: 'debug' })
  const { token, row } = await anAgent(ALWAYS)
  const { intent } = await asksFor(server, token)
  const wrong = await server.browse('/owner/sign-in', sent({ next: '', passphrase: 'typed-by-mistake' }))
  const { html, answer } = await signedIn(server)
  const pages = [await wrong.text(), html, await (await server.browse(`/owner/approve/${intent}`)).text()]
  spy.mockRestore()
  const cookie = [...server.cookies].find(([name]) => name.startsWith('__Host-'))?.[1]
  const secrets = [
    'typed-by-mistake',
    PASSPHRASE,
    cookie,
    token,
    row.hash,
    env.KRAKEN_API_KEY,
    env.KRAKEN_API_SECRET,
  ]
  const told = [...pages, ...lines, String(answer.headers.get('location'))].join()
  for (const secret of secrets) {
    expect(String(secret).length).toBeGreaterThan(8)
    expect(told).not.toContain(secret)
  }
  expect(lines.join()).toContain('"tool":"owner.post"')
})

test('a held limit goes on by the button', async () => {
  const server = aServer()
  const { csrf } = await signedIn(server)
  const done = await server.browse('/owner/resume', sent({ csrf }))
  expect(done.headers.get('location')).toBe('/owner?said=resumed')
})

test('a paper account has a page of its own, and its buttons stay with it', async () => {
  const server = aServer()
  const { token } = await anAgent(ALWAYS, 'on paper', 'paper:demo')
  const { intent, where } = await asksFor(server, token)
  expect(where).toBe(`${ORIGIN}/owner/approve/${intent}?account=paper:demo`)
  await signedIn(server)
  expect(await (await server.browse('/owner')).text()).not.toContain('Buy 0.001 BTC')
  const html = await (await server.browse('/owner?account=paper:demo')).text()
  expect(html).toContain('Paper: simulated money')
  expect(html).toContain('aria-current="page">paper:demo')
  const action = `/owner/approve/${intent}?account=paper:demo`
  expect(html).toContain(`action="${action}"`)
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const done = await server.browse(action, sent({ csrf, decision: 'approve' }))
  expect(done.headers.get('location')).toBe('/owner?said=approved&account=paper:demo')
  expect(await seen('AddOrder')).toEqual([])
  const after = await (await server.browse('/owner?account=paper:demo')).text()
  expect(after).toContain('limit 10000')
})

// Whatever stood in the address became an object of its own, and cron woke it for ever.
test('an account that no token names has no page and no buttons, and is not made by asking for it', async () => {
  const server = aServer()
  await anAgent(ALWAYS, 'on paper', 'paper:demo')
  const { csrf } = await signedIn(server)
  const page = await server.browse('/owner?account=paper:nobody')
  expect(page.status).toBe(409)
  expect(await page.text()).toContain('There is no account paper:nobody')
  const pulled = await server.browse('/owner/kill?account=paper:nobody', sent({ csrf }))
  expect(await pulled.text()).toContain('There is no account paper:nobody')
  const { results } = await env.DB.prepare('SELECT account FROM paper_accounts').all()
  expect(results).toEqual([{ account: 'paper:demo' }])
})

test('who has no session is held up after sixty tries of a minute; who has one is not', async () => {
  const server = aServer({}, '198.51.100.77')
  await signedIn(server)
  const status = async () => (await server.ask('/owner')).status
  const all = await Promise.all(Array.from({ length: 70 }, status))
  expect(all.filter((one) => one === 429).length).toBeGreaterThan(0)
  expect((await server.browse('/owner')).status).toBe(200)
})
