import { env } from 'cloudflare:workers'
import { mintGrant } from '../../../src/auth/grant.ts'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import { openPaper } from '../../../src/store/paper-accounts.ts'
import { insertToken } from '../../../src/store/tokens.ts'
import { ORIGIN } from '../a-caller.ts'
import { callTool, PASSPHRASE, type Server } from '../oauth/a-connector.ts'

/** A form as a page of ours sends it. */
export const sent = (fields: Record<string, string>, headers: object = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN, ...headers },
  body: new URLSearchParams(fields).toString(),
})

/** Signs the owner in and answers the session's own token. */
export const signedIn = async (server: Server, path = '/owner') => {
  const asked = await (await server.browse(path)).text()
  const next = /name="next" value="([^"]+)"/.exec(asked)?.[1] ?? ''
  const answer = await server.browse('/owner/sign-in', sent({ next, passphrase: PASSPHRASE }))
  const location = answer.headers.get('location') ?? ''
  const html = await (await server.browse(location)).text()
  return { asked, next, answer, location, html, csrf: csrfIn(html) }
}

export const csrfIn = (html: string): string => /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''

/** An agent whose token has a mandate. */
export const anAgent = async (
  mandate: Mandate,
  name = 'agent',
  account: 'live' | `paper:${string}` = 'live',
) => {
  const now = Date.now()
  const { token, row } = await mintGrant(
    {
      name,
      exchange: 'emulator',
      account,
      scopes: ['read', 'trade'],
      forUrl: false,
      expiresAt: null,
      mandate,
    },
    now,
  )
  if (account !== 'live') await openPaper(env.DB, account, '{"balances":{"USD":"10000"}}', now)
  await insertToken(env.DB, row)
  return { token, row }
}

export const ORDER = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }

/** Asks for an order, and reads what came of it. */
export const asksFor = async (server: Server, token: string, order: object = ORDER) => {
  const { body } = await callTool(server, token, 'add_order', order)
  const text = String(body.result?.content?.[0]?.text)
  return JSON.parse(text)
}
