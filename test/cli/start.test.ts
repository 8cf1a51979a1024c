import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { aClient, callTool } from './a-client.ts'
import { allGone, type Command, endGroup, npmRun, scriptRun } from './a-command.ts'

interface Ready {
  readonly url: string
  readonly token: string
  readonly paperToken: string
  readonly exchange: string
  readonly passphrase: string
}

// Processes start here; on a busy machine each takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const CANARY = 'Q0FOQVJZ' // "CANARY" in base64: a secret that the settings would take
const URL_CANARY = `bw_${'canary'.repeat(7)}A`

// The story of one demo, told in order: it starts beside secrets it must not touch, is used, stopped and started again.
describe.skipIf(process.platform !== 'linux')('npm start', () => {
  const project = mkdtempSync(join(tmpdir(), 'breakwater-project-'))
  const state = join(project, 'state')
  const reached: string[] = []
  const spy = createServer((request, response) => {
    reached.push(request.url ?? '')
    response.end('{}')
  })
  let server: Command
  let ready: Ready
  let secrets: Record<string, string>
  let orderId: string

  const words = (...args: string[]) => ['--json', '--state', state, ...args]
  const start = (...args: string[]) => npmRun('start', words(...args), { cwd: project, env: secrets })

  beforeAll(async () => {
    await new Promise<void>((listening) => spy.listen(0, '127.0.0.1', listening))
    const address = spy.address()
    const spyPort = typeof address === 'object' ? address?.port : undefined
    secrets = {
      KRAKEN_API_KEY: `key-${CANARY}`,
      KRAKEN_API_SECRET: CANARY,
      KRAKEN_OTP: CANARY,
      KRAKEN_BASE_URL: `http://127.0.0.1:${spyPort}`,
      AUTH_DISABLED: 'true',
    }
    for (const part of ['src', 'migrations', 'package.json', 'wrangler.toml', 'tsconfig.json'])
      cpSync(part, join(project, part), { recursive: true })
    symlinkSync(join(process.cwd(), 'node_modules'), join(project, 'node_modules'))
    const vars = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`)
    for (const file of ['.dev.vars', '.env']) writeFileSync(join(project, file), vars.join(''))
    server = start('--port', '0')
    ready = await server.ready()
  })

  afterAll(() => {
    endGroup(server)
    spy.close()
    rmSync(project, { recursive: true, force: true, maxRetries: 5 })
  })

  test('gets ready: one line on stdout, everything else on stderr', async () => {
    expect(ready).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/),
      token: expect.stringMatching(/^bw_/),
      paperToken: expect.stringMatching(/^bw_/),
      exchange: 'emulator',
      passphrase: expect.stringMatching(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/),
    })
    expect(server.said.stdout.trim().split('\n')).toHaveLength(1)
    expect(server.said.stderr).toContain('SIMULATED exchange')
    const health = await fetch(new URL('/health', ready.url))
    expect(await health.json()).toEqual({ status: 'ok' })
  })

  test('opens no database to whoever asks, and answers the cron trigger', async () => {
    const explorer = await fetch(new URL('/cdn-cgi/explorer/', ready.url))
    expect(explorer.status).toBe(404)
    const cron = await fetch(new URL('/cdn-cgi/handler/scheduled?cron=*+*+*+*+*', ready.url))
    expect(cron.status).toBe(200)
  })

  test('trades on the simulated exchange for the printed token', async () => {
    const client = await aClient(ready.url, ready.token)
    const balance = await callTool(client, 'get_account_balance')
    expect(Object.keys(balance)).toContain('ZUSD')
    const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '1000' }
    const placed = await callTool(client, 'add_order', order)
    orderId = placed.txid[0]
    expect(orderId).toMatch(/^O/)
  })

  test('trades on a paper account of the same exchange for the other token', async () => {
    const client = await aClient(ready.url, ready.paperToken)
    expect(await callTool(client, 'get_account_balance')).toEqual({
      ZUSD: '10000.0000',
      _account: 'paper:demo',
    })
    const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'market', volume: '0.001' }
    expect((await callTool(client, 'add_order', order)).txid[0]).toMatch(/^O0/)
  })

  test('lets nobody in without a token, whatever AUTH_DISABLED says around it', async () => {
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' }
    expect((await fetch(ready.url, { method: 'POST', body, headers })).status).toBe(401)
    const withUrlToken = `${ready.url}?apikey=${URL_CANARY}`
    expect((await fetch(withUrlToken, { method: 'POST', body, headers })).status).toBe(401)
  })

  test('refuses a second start on the same state, and a taken port', async () => {
    const second = scriptRun('start', words('--port', '0'), { cwd: project, env: secrets })
    const taken = scriptRun('start', ['--port', new URL(ready.url).port, '--state', join(project, 'other')])
    expect(await second.ended).toBe(1)
    expect(second.said.stderr).toContain('already runs')
    expect(await taken.ended).toBe(1)
    expect(taken.said.stderr).toContain('is taken')
    expect((await fetch(new URL('/health', ready.url))).status).toBe(200)
  })

  test('takes a token that is minted while it runs, for the scopes it was given', async () => {
    const minting = npmRun('token', ['create', "Bob's; DROP", '--expires-in', '1h', '--state', state], {
      cwd: project,
    })
    expect(await minting.ended).toBe(0)
    const token = minting.said.stdout.trim()
    expect(minting.said.stdout).toBe(`${token}\n`)
    const client = await aClient(ready.url, token)
    expect(await callTool(client, 'get_account_balance')).toHaveProperty('ZUSD')
    expect(await callTool(client, 'add_order', {})).toMatchObject({ error: { code: 'missing_scope' } })
  })

  test('lists tokens without their secret, and revokes by id', async () => {
    const tokens = async (...args: string[]) => {
      const command = scriptRun('token', [...args, '--state', state], { cwd: project })
      expect(await command.ended).toBe(0)
      return command.said.stdout
    }
    const listed = JSON.parse(await tokens('list', '--json'))
    const starts = listed.filter(({ name }: { name: string }) => name === 'npm start')
    expect(starts.map(({ account }: { account: string }) => account).sort()).toEqual(['live', 'paper:demo'])
    expect(listed[2]).toMatchObject({ name: "Bob's; DROP", scopes: ['read'], state: 'valid' })
    await tokens('revoke', listed[2].id)
    const again = scriptRun('token', ['revoke', listed[2].id, '--state', state], { cwd: project })
    expect(await again.ended).toBe(0)
    expect(again.said.stderr).toContain('was revoked before')
    expect(JSON.parse(await tokens('list', '--json'))[2].state).toBe('revoked')
  })

  test('ends whole when npm is told to, with its state saved', async () => {
    expect(server.living().some((line) => line.includes('workerd'))).toBe(true)
    server.process.kill('SIGTERM')
    expect(await allGone(server)).toBe(true)
    expect(readdirSync(state)).toEqual(['emulator'])
    for (const file of ['token', 'paper-token', 'passphrase', 'emulator.json'])
      expect(statSync(join(state, 'emulator', file)).mode & 0o777).toBe(0o600)
  })

  test('keeps its token and the simulated exchange over a restart', async () => {
    server = start('--port', '0')
    const again: Ready = await server.ready()
    expect(again.token).toBe(ready.token)
    expect(again.passphrase).toBe(ready.passphrase)
    expect(again.paperToken).toBe(ready.paperToken)
    const open = await callTool(await aClient(again.url, again.token), 'get_open_orders')
    expect(Object.keys(open.open)).toContain(orderId)
  })

  test('starts on its port again after the launcher itself was killed outright', async () => {
    const killed = server
    onTestFinished(() => endGroup(killed))
    const { pid, origin } = JSON.parse(readFileSync(join(state, 'running.json'), 'utf8'))
    const { port } = new URL(origin)
    process.kill(pid, 'SIGKILL')
    await killed.exited
    expect(killed.living().some((line) => line.includes('workerd'))).toBe(true)

    server = start('--port', port)
    const again: Ready = await server.ready()
    expect(new URL(again.url).port).toBe(port)
    expect(await allGone(killed)).toBe(true)
  })

  test('ends whole when npm is killed outright', async () => {
    expect(server.living().some((line) => line.includes('workerd'))).toBe(true)
    server.process.kill('SIGKILL')
    expect(await allGone(server)).toBe(true)
    expect(readdirSync(state)).toEqual(['emulator'])
  })

  test('never touched the secrets around it', () => {
    expect(reached).toEqual([])
    const written = readdirSync(state, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    expect(written.some((text) => text.includes('npm start'))).toBe(true)
    for (const text of [...written, server.said.stderr, server.said.stdout]) {
      expect(text).not.toContain(CANARY)
      expect(text).not.toContain(URL_CANARY)
    }
  })
})
