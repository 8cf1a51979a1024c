import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { aClient, callTool } from './a-client.ts'
import { allGone, type Command, endGroup, npmRun, scriptRun } from './a-command.ts'
import { aFolder } from './a-folder.ts'

// Processes start here; on a busy machine each takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const endedAfter = (command: Command) => {
  onTestFinished(() => endGroup(command))
  return command
}
const run = (...command: Parameters<typeof npmRun>) => endedAfter(npmRun(...command))
const runPlainly = (...command: Parameters<typeof scriptRun>) => endedAfter(scriptRun(...command))

const anEmulator = async () => {
  const command = runPlainly('emulator', ['--port', '0', '--json', '--seed', 'live'])
  const facts = await command.ready<{ url: string; key: string; secret: string }>()
  const env = {
    KRAKEN_API_KEY: facts.key,
    KRAKEN_API_SECRET: facts.secret,
    KRAKEN_BASE_URL: facts.url,
  }
  return { ...facts, command, env }
}

const everythingIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

describe.skipIf(process.platform !== 'linux')('npm start -- --live', () => {
  test('uses the key of the environment on its own exchange, and keeps it nowhere', async () => {
    const { command: emulator, env, key, secret, url } = await anEmulator()
    const state = aFolder()
    const server = run('start', ['--live', '--json', '--port', '0', '--state', state], { env })
    const ready = await server.ready<{ url: string; token: string; exchange: string }>()
    expect(ready.exchange).toBe('loopback')

    const client = await aClient(ready.url, ready.token)
    expect(await callTool(client, 'get_account_balance')).toHaveProperty('ZUSD')
    expect(await callTool(client, 'add_order')).toMatchObject({ error: { code: 'missing_scope' } })

    const log = await (await fetch(`${url}/__emulator/log`)).text()
    expect(log).toContain('/0/private/Balance')

    const written = everythingIn(state)
    expect(written).toContain('npm start')
    const workerd = server.workerdEnvironments()
    expect(workerd).not.toEqual([])
    for (const text of [written, server.said.stdout, server.said.stderr, ...workerd]) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(key)
    }

    // Ctrl-C reaches the whole group at once.
    process.kill(-Number(server.process.pid), 'SIGINT')
    expect(await allGone(server)).toBe(true)
    expect(readdirSync(state)).toEqual(['loopback'])
    expect(readdirSync(join(state, 'loopback'))).not.toContain('token')

    // npm alone is told, and the shell between may keep it to itself.
    emulator.process.kill('SIGINT')
    expect(await allGone(emulator)).toBe(true)
  })

  test('refuses half a key at start, without a word of it', async () => {
    const env = { KRAKEN_API_KEY: '', KRAKEN_API_SECRET: 'Q0FOQVJZ' }
    const server = runPlainly('start', ['--live', '--port', '0', '--state', aFolder()], { env })
    expect(await server.ended).toBe(1)
    expect(server.said.stderr).toContain('KRAKEN_API_KEY')
    expect(server.said.stderr).not.toContain('Q0FOQVJZ')
  })

  test('refuses to mint for real money what no mandate bounds', async () => {
    const env = { KRAKEN_API_KEY: '', KRAKEN_API_SECRET: '', KRAKEN_BASE_URL: 'https://api.kraken.com' }
    const args = ['--live', '--scope', 'trade', '--port', '0', '--state', aFolder()]
    const server = runPlainly('start', args, { env })
    expect(await server.ended).toBe(1)
    expect(server.said.stderr).toContain('--mandate')
  })
})
