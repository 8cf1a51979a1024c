import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aClient, callTool } from './a-client.ts'
import { allGone, type Command, endGroup, npmRun, scriptRun } from './a-command.ts'

// Processes start here; on a busy machine each takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const ORDER = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '1000' }

// One story, in order: what an owner does at a terminal, while a server runs and after it has stopped.
describe.skipIf(process.platform !== 'linux')('the owner’s commands', () => {
  const state = mkdtempSync(join(tmpdir(), 'breakwater-owner-'))
  let server: Command
  let ready: { url: string; token: string }

  const adminFile = join(state, 'emulator', 'admin-token')
  const token = (...args: string[]) => tokenWith({}, ...args)
  const tokenWith = async (env: Record<string, string>, ...args: string[]) => {
    const command = scriptRun('token', [...args, '--state', state], { env })
    const code = await command.ended
    return { code, out: command.said.stdout, err: command.said.stderr }
  }
  /** The same with the owner's token in the environment: no database is opened for it, which takes longest. */
  const given = (...args: string[]) =>
    tokenWith({ BREAKWATER_ADMIN_TOKEN: readFileSync(adminFile, 'utf8') }, ...args)

  beforeAll(async () => {
    server = scriptRun('start', ['--json', '--state', state, '--port', '0'])
    ready = await server.ready()
  })
  afterAll(() => {
    endGroup(server)
    rmSync(state, { recursive: true, force: true, maxRetries: 5 })
  })

  test('a revoked token is refused at once, and its open order is cancelled', async () => {
    const client = (await token('create', 'bot', '--scope', 'trade')).out.trim()
    const bot = await aClient(ready.url, client)
    const placed = await callTool(bot, 'add_order', ORDER)
    const [id] = placed.txid
    const { id: tokenId } = JSON.parse((await token('list', '--json')).out).find(
      ({ name }: { name: string }) => name === 'bot',
    )
    const revoked = await token('revoke', tokenId)
    expect(revoked).toMatchObject({ code: 0, out: '', err: expect.stringContaining('1 cancelled') })
    expect(await callTool(bot, 'get_open_orders')).toMatchObject({ error: { code: 'token_revoked' } })
    const demo = await aClient(ready.url, ready.token)
    expect(Object.keys((await callTool(demo, 'get_open_orders')).open)).not.toContain(id)
    expect(statSync(adminFile).mode & 0o777).toBe(0o600)
  })

  test('the audit is read, and is whole', async () => {
    const { rows } = JSON.parse((await token('audit', '--json', '--limit', '500')).out)
    const events = rows.map(({ event }: { event: string }) => event)
    expect(events).toContain('intent.placed')
    expect(events).toContain('token.revoked')
    expect(await given('audit', '--verify')).toMatchObject({ code: 0, out: expect.stringContaining('whole') })
    expect((await given('audit', '--limit', '1')).out).toMatch(/older ones: --before \d+/)
  })

  test('a panic link stops everything until the owner releases it', async () => {
    const link = (await given('panic-link', '--expires-in', '1h')).out.trim()
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/panic\/p_[0-9a-f]{20}\.[\w-]{43}$/)
    expect((await fetch(link, { method: 'POST' })).status).toBe(200)
    const demo = await aClient(ready.url, ready.token)
    expect(await callTool(demo, 'add_order', ORDER)).toMatchObject({ error: { code: 'kill_switch_on' } })
    expect(await given('release')).toMatchObject({ code: 0, err: expect.stringContaining('let through') })
    expect(await callTool(demo, 'add_order', ORDER)).toHaveProperty('txid')
    const [, id = ''] = /\/panic\/(p_[0-9a-f]+)\./.exec(link) ?? []
    expect((await given('panic-link', '--revoke', id)).code).toBe(0)
    expect((await fetch(link)).status).toBe(404)
  })

  test('with no server one is started for the length of the command, and nothing of it is left', async () => {
    server.process.kill('SIGTERM')
    expect(await allGone(server)).toBe(true)
    const command = npmRun('token', ['audit', '--verify', '--state', state])
    expect(await command.ended).toBe(0)
    expect(command.said.stdout).toContain('whole')
    expect(await allGone(command)).toBe(true)
  })
})
