import { expect, test } from 'vitest'
import { ORIGIN } from '../a-caller.ts'
import { aServer, callTool, PASSPHRASE } from '../oauth/a-connector.ts'
import { anAgent, sent, signedIn } from './a-page.ts'

const ALWAYS = { approval: 'always' } as const

// A kill switch's reason turned the words behind it around, on the page and in the audit.
test('what an agent wrote turns no letters around on the page', async () => {
  const server = aServer()
  const { token } = await anAgent(ALWAYS)
  const reason = 'stop \u202Egnp \u2066x\u200F\u061C'
  await callTool(server, token, 'activate_kill_switch', { reason })
  const { html } = await signedIn(server)
  expect(html).toContain('stop gnp x')
  expect(html).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
})

test('a path that is written in another way opens no other door, and breaks none', async () => {
  const server = aServer()
  const dark = [
    '//owner',
    '/OWNER',
    '/owner//',
    '/owner%2f',
    '/owner/kill%00',
    '/owner/__proto__',
    '//authorize',
  ]
  for (const path of dark) expect((await server.ask(path)).status, path).toBe(404)
  const odd = [
    '/mcp/..%2fowner',
    '/mcp/%2e%2e/owner',
    '/owner/approve/%2e%2e%2fkill',
    '/%6fauth/token',
    '/mcp/x/',
  ]
  for (const path of odd)
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST']) {
      const answer = await server.ask(path, { method, headers: { origin: ORIGIN } })
      expect(answer.status, `${method} ${path}`).toBeLessThan(500)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
})

test('a sign-in leads home from every address that only looks like ours', async () => {
  const server = aServer()
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    '\t//evil.example',
    'https://evil.example/owner',
    '/owner/../x',
    '/owner#@evil.example',
    '/owner\r\nLocation: https://evil.example',
    '/owner\n',
    '/owner?account=live&said=approved',
    '/owner/approve/i_0?account=paper:x/../',
  ]) {
    const answer = await server.browse('/owner/sign-in', sent({ next, passphrase: PASSPHRASE }))
    expect(answer.headers.get('location'), next).toBe('/owner')
  }
})

test('a button is pulled by no other kind of form, and by no other page', async () => {
  const server = aServer()
  const { csrf } = await signedIn(server)
  const form = 'application/x-www-form-urlencoded'
  const multipart = `--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n--x--`
  for (const [origin, type, body] of [
    [ORIGIN, 'multipart/form-data; boundary=x', multipart],
    [ORIGIN, 'text/plain', `csrf=${csrf}`],
    [ORIGIN, 'application/json', JSON.stringify({ csrf })],
    [ORIGIN, form, `csrf=x&csrf=${csrf}`],
    [ORIGIN, form, `csrf=${csrf}&x=${'y'.repeat(40_000)}`],
    ['null', form, `csrf=${csrf}`],
    ['http://localhost', form, `csrf=${csrf}`],
    [undefined, form, `csrf=${csrf}`],
  ] as const) {
    const headers = { 'content-type': type, ...(origin !== undefined && { origin }) }
    const answer = await server.browse('/owner/kill', { method: 'POST', headers, body })
    expect(answer.status, `${origin} ${type}`).toBe(403)
  }
})
