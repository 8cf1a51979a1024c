import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { aCaller, message } from './a-caller.ts'
import { anAgent, ORDER } from './owner/a-page.ts'

/** A deployment, called under a name of the owner's. */
const knock = async (path: string, init: RequestInit = {}) => {
  const context = createExecutionContext()
  const bindings = { ...env, STRANGERS: undefined, RUNS_LOCALLY: undefined }
  const request = new Request(`http://breakwater.example${path}`, { redirect: 'manual', ...init })
  const answer = await createApp().fetch(request, bindings, context)
  await waitOnExecutionContext(context)
  return answer
}

// A custom domain is served in the clear too: the page took the passphrase there, and `/authorize` broke with 500.
test('in the clear no page is shown and no passphrase taken; a stop passes', async () => {
  for (const path of ['/owner', '/owner/approve/i_1?account=paper:x', '/authorize?client_id=x']) {
    const answer = await knock(path)
    expect(answer.status).toBe(308)
    expect(answer.headers.get('location')).toBe(`https://breakwater.example${path}`)
  }
  for (const path of ['/owner/sign-in', '/authorize', '/oauth/token', '/oauth/register'])
    expect((await knock(path, { method: 'POST' })).status).toBe(403)
  const { authorization } = await aCaller({ exchange: 'emulator' })
  const stop = message('tools/call', { name: 'cancel_all_orders', arguments: {} })
  const headers = { ...Object(stop.headers), ...authorization }
  expect((await knock('/mcp/x/all', { ...stop, headers })).status).toBe(200)
  expect((await knock('/owner/api/kill', { method: 'POST' })).status).toBe(401)
})

// It was the address of the last call: one that came in the clear sent the owner there with their passphrase.
test('the link to an approval leads over https, however the call came', async () => {
  const { token } = await anAgent({ approval: 'always' })
  const call = message('tools/call', { name: 'add_order', arguments: ORDER })
  const headers = { ...Object(call.headers), authorization: `Bearer ${token}` }
  const answer = await (await knock('/mcp/x/all', { ...call, headers })).text()
  expect(answer).toContain('https://breakwater.example/owner/approve/i_')
  expect(answer).not.toContain('http://')
})
