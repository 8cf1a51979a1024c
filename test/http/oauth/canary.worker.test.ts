import { env } from 'cloudflare:workers'
import { afterEach, expect, test, vi } from 'vitest'
import {
  aServer,
  authorizePath,
  callTool,
  consent,
  exchange,
  PASSPHRASE,
  refresh,
  register,
} from './a-connector.ts'

afterEach(() => void vi.restoreAllMocks())

const CANARIES = ['typed-by-mistake-canary', 'arguments-canary']

/** Everything that the server writes for others to read: its log, and what stands in its databases. */
const listening = () => {
  const lines: string[] = []
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation((...said) => void lines.push(JSON.stringify(said)))
  return lines
}

const stored = async (): Promise<string> => {
  const { results } = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  const tables = results.map(({ name }) => String(name)).filter((name) => !name.startsWith('_cf'))
  const rows = await Promise.all(tables.map((table) => env.DB.prepare(`SELECT * FROM "${table}"`).all()))
  return JSON.stringify(rows.map((one) => one.results))
}

test('no page, cookie, redirect, log or table tells a secret that passed through a sign-in', async () => {
  const lines = listening()
  const server = aServer({ LOG_LEVEL: 'debug' })
  const client = String((await register(server)).body.client_id)
  const path = await authorizePath(client)
  const wrong = await consent(server, path, { passphrase: CANARIES[0] ?? '' })
  const right = await consent(server, path)
  const code = new URL(right.location).searchParams.get('code') ?? ''
  const first = await exchange(server, client, code)
  const second = await refresh(server, client, first.body.refresh_token)
  const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }
  await callTool(server, second.body.access_token, 'add_order', { ...order, cl_ord_id: CANARIES[1] })
  const balance = await callTool(server, second.body.access_token, 'get_account_balance')
  const [amount = 'no amount'] = /\d+\.\d{4,}/.exec(balance.body.result.content[0].text) ?? []

  const pages = [wrong.html, await wrong.answer.text(), right.html, await right.answer.text()].join()
  const headers = [wrong.page, wrong.answer, right.page, right.answer].map((one) =>
    JSON.stringify([...one.headers]),
  )
  const secrets = [PASSPHRASE, ...CANARIES.slice(0, 1), first.body.access_token, first.body.refresh_token]
  for (const secret of secrets) {
    expect(pages).not.toContain(secret)
    expect(headers.join()).not.toContain(secret)
  }
  const written = `${lines.join('\n')}${await stored()}`
  const tokens = [code, first.body.access_token, second.body.access_token, second.body.refresh_token]
  for (const secret of [PASSPHRASE, ...CANARIES, ...tokens, amount]) expect(written).not.toContain(secret)

  const events = lines.filter((line) => line.includes('event')).map((line) => JSON.parse(JSON.parse(line)[0]))
  expect(events).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        tool: 'authorize.post',
        outcome: 'forbidden',
        request: expect.stringMatching(/^r_/),
      }),
      expect.objectContaining({ tool: 'oauth.post', outcome: 'ok', ms: expect.any(Number) }),
      expect.objectContaining({ tool: 'add_order', token: expect.stringMatching(/^t_/) }),
    ]),
  )
})
