import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { allGone, endGroup, npmRun, scriptRun } from './a-command.ts'

// Processes start here; on a busy machine each takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const MODERN = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
}
const lines = (...messages: unknown[]) => messages.map((message) => `${JSON.stringify(message)}\n`).join('')

describe.skipIf(process.platform !== 'linux')('npm run stdio', () => {
  const state = mkdtempSync(join(tmpdir(), 'breakwater-stdio-'))
  afterAll(() => rmSync(state, { recursive: true, force: true }))

  test('starts a server where none runs, speaks nothing but protocol, and leaves nothing behind', async () => {
    const call = { name: 'get_system_status', arguments: {} }
    const input = lines(
      { jsonrpc: '2.0', id: 1, method: 'tools/list' },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 'modern', method: 'tools/call', params: { ...call, _meta: MODERN } },
      'not a message',
      { jsonrpc: '2.0', id: 2, method: 'tools/call', params: call },
    )
    const bridge = npmRun('stdio', ['--state', state], { input })
    try {
      expect(await bridge.ended).toBe(0)
      expect(await allGone(bridge)).toBe(true)
    } finally {
      endGroup(bridge)
    }
    const answers = bridge.said.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const byId = new Map(answers.map((answer) => [answer.id, answer]))
    expect([...byId.keys()].sort()).toEqual([1, 2, 'modern', null].sort())
    expect(byId.get(1).result.tools.length).toBeGreaterThan(10)
    for (const id of [2, 'modern']) expect(byId.get(id).result.content[0].text).toContain('"status":"online"')
    expect(byId.get(null).error.code).toBe(-32_600)
    expect(readdirSync(state)).toEqual(['emulator'])
  })

  test('sends no token in the clear, and none that it was not given', async () => {
    const clear = scriptRun('stdio', ['--url', 'http://breakwater.test/mcp'], {
      env: { BREAKWATER_TOKEN: 'bw_x' },
    })
    expect(await clear.ended).toBe(1)
    expect(clear.said.stderr).toContain('must be https')
    const bare = scriptRun('stdio', ['--url', 'https://breakwater.test/mcp', '--state', state])
    expect(await bare.ended).toBe(1)
    expect(bare.said.stderr).toContain('--token-file')
    expect(clear.said.stdout + bare.said.stdout).toBe('')
  })

  test('tells a client’s first request why it cannot be carried, before it ends', async () => {
    const input = lines(
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 'first', method: 'initialize' },
    )
    const bridge = scriptRun('stdio', ['--url', 'https://breakwater.test/mcp', '--state', state], { input })
    expect(await bridge.ended).toBe(1)
    expect(
      bridge.said.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        jsonrpc: '2.0',
        id: 'first',
        error: { code: -32_000, message: expect.stringContaining('--token-file') },
      },
    ])
  })

  test('looks for a token file from the folder that npm was called in, and names the path it tried', async () => {
    const words = ['--url', 'https://breakwater.test/mcp', '--token-file', 'no-such-token']
    const bridge = npmRun('stdio', words, { cwd: 'docs' })
    expect(await bridge.ended).toBe(1)
    expect(bridge.said.stderr).toContain(resolve('docs', 'no-such-token'))
  })
})
