import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { listTokens } from '../../../src/store/tokens.ts'
import { aCaller, knock } from '../a-caller.ts'
import { aServer, callTool, refresh, register, revoke, signIn } from './a-connector.ts'

const aHolder = async () => {
  const server = aServer()
  const client = String((await register(server)).body.client_id)
  const held = await signIn(server, client)
  await callTool(server, held.access, 'get_account_balance')
  const [row] = await listTokens(env.DB)
  return { server, client, held, tokenId: row?.id ?? '' }
}

const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }

test('with the database gone, a client that was seen before reads and stops, and places nothing', async () => {
  const { held } = await aHolder()
  await env.DB.batch(['tokens', 'oauth'].map((table) => env.DB.prepare(`DROP TABLE ${table}`)))
  const elsewhere = aServer()
  const textOf = async (tool: string, args = {}) =>
    JSON.stringify((await callTool(elsewhere, held.access, tool, args)).body)
  expect(await textOf('get_account_balance')).toContain('ZUSD')
  expect(await textOf('cancel_all_orders')).toContain('count')
  expect(await textOf('add_order', order)).toContain('tokens_unavailable')
  const stranger = await callTool(elsewhere, held.access.replace(/.{4}$/, 'AAAA'), 'cancel_all_orders')
  expect(stranger.status).toBe(503)
})

test('what the owner revokes at their own door is refused at once, though the database has not heard of it', async () => {
  const { server, client, held, tokenId } = await aHolder()
  const owner = await aCaller({ scopes: 'admin', name: 'owner' })
  const revoked = await knock('/owner/api/revoke', {
    method: 'POST',
    headers: { ...owner.authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ id: tokenId }),
  })
  expect(revoked.status).toBe(200)
  const call = await callTool(server, held.access, 'get_account_balance')
  expect(JSON.stringify(call.body)).toContain('token_revoked')
  expect((await refresh(server, client, held.refresh)).body.error).toBe('invalid_grant')
})

// Only the database was told: with that gone, the account let the token in again by its own copy.
test('what a client gives back is refused by the account itself; its open orders stay', async () => {
  const { server, client, held, tokenId } = await aHolder()
  await callTool(server, held.access, 'add_order', order)
  expect((await revoke(server, client, held.refresh)).status).toBe(200)
  const account = env.ACCOUNT.getByName('live')
  const { hash = '' } = (await listTokens(env.DB))[0] ?? {}
  expect((await account.token(hash))?.revokedAt).not.toBeNull()
  const owner = await aCaller({ name: 'another' })
  const open = JSON.stringify((await callTool(server, owner.token, 'get_open_orders')).body)
  expect(open).toContain('limit 10000')
  const told = await account.owner({
    command: 'audit',
    params: { token: tokenId },
    tokenId: 'owner',
    signedIn: true,
    request: 'r_1',
  })
  expect(JSON.stringify(told)).toContain('token.revoked')
})

test('the audit tells who was granted what, and what the owner signed for', async () => {
  const { tokenId } = await aHolder()
  const owner = await aCaller({ scopes: 'admin', name: 'owner' })
  const told = await knock('/owner/api/audit', {
    method: 'POST',
    headers: { ...owner.authorization, 'content-type': 'application/json' },
    body: '{}',
  })
  const text = await told.text()
  expect(text).toContain('owner.signed_in')
  expect(text).toContain('token.granted')
  expect(text).toContain(tokenId)
  expect(text).toContain('claude.ai')
})
