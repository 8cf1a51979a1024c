import { describe, expect, test } from 'vitest'
import { CORE } from '../../src/tools/toolsets.ts'
import { aCaller } from '../http/a-caller.ts'
import { aClient, aFirstClient } from './clients.ts'

const KINDS = {
  'the current SDK, 2026-07-28': (token: string, path?: string) => aClient(token, 'auto', path),
  'the current SDK, 2025 handshake': (token: string, path?: string) => aClient(token, 'legacy', path),
  'the first SDK': aFirstClient,
}

describe.each(Object.entries(KINDS))('%s', (_, connect) => {
  test('meets breakwater and reads first whose money it moves', async () => {
    const client = await connect((await aCaller()).token)
    expect(client.getServerVersion()).toMatchObject({
      name: 'breakwater',
      version: expect.stringMatching(/^\d/),
    })
    expect(client.getInstructions()?.split('\n')[0]).toContain('simulated exchange')
  })

  test('lists the core, and with a reader’s token only what reads', async () => {
    const trader = await connect((await aCaller()).token)
    // The core of a paper account has one tool more, which a live token never sees.
    expect((await trader.listTools()).tools).toHaveLength(CORE.size - 1)
    const paper = await connect((await aCaller({ account: 'paper:demo' })).token)
    const names = (await paper.listTools()).tools.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['get_paper_account', 'add_order']))
    expect(names).not.toContain('get_api_key_info')
    const reader = await connect((await aCaller({ scopes: 'read' })).token)
    const { tools } = await reader.listTools()
    expect(tools.filter(({ annotations }) => !annotations?.readOnlyHint)).toEqual([])
    expect(tools.length).toBeGreaterThan(10)
  })

  test('finds the card of what waits, and reads it under the address that its tools name', async () => {
    const client = await connect((await aCaller()).token)
    expect(client.getServerCapabilities()).toMatchObject({ resources: {} })
    const { tools } = await client.listTools()
    const uri = String(Object(tools.find(({ name }) => name === 'add_order')?._meta?.ui).resourceUri)
    expect((await client.listResources()).resources).toMatchObject([
      { uri, mimeType: 'text/html;profile=mcp-app' },
    ])
    const { contents } = await client.readResource({ uri })
    expect(contents).toMatchObject([{ uri, text: expect.stringContaining('<!doctype html>') }])
    await expect(client.readResource({ uri: 'ui://breakwater/other.html' })).rejects.toThrow()
  })

  test('calls a tool and gets Kraken’s result as one text', async () => {
    const client = await connect((await aCaller()).token)
    const { content, isError, structuredContent } = await client.callTool({
      name: 'get_ticker',
      arguments: { pair: 'BTC/USD' },
    })
    expect(isError).toBeFalsy()
    expect(structuredContent).toBeUndefined()
    expect(content).toEqual([{ type: 'text', text: expect.stringMatching(/^\{"XXBTZUSD":\{"a":\[/) }])
  })

  test('gets an error of a tool as a result that says what to do', async () => {
    const client = await connect((await aCaller()).token)
    const { content, isError } = await client.callTool({
      name: 'get_ticker',
      arguments: { pairs: 'BTC/USD' },
    })
    expect(isError).toBe(true)
    const [block] = Array.isArray(content) ? content : []
    expect(JSON.parse(Object(block).text)).toMatchObject({
      error: { kind: 'invalid', code: 'unknown_argument', request: expect.stringMatching(/^r_/) },
    })
  })

  test('gets structured content that fits the announced schema where the URL asks for types', async () => {
    const client = await connect((await aCaller()).token, '/mcp/x/account/typed')
    const { tools } = await client.listTools()
    expect(tools.every(({ outputSchema }) => outputSchema?.type === 'object')).toBe(true)
    const { content, structuredContent } = await client.callTool({
      name: 'get_account_balance',
      arguments: {},
    })
    expect(structuredContent).toMatchObject({ ZUSD: expect.any(String) })
    expect(content).toEqual([{ type: 'text', text: 'See structuredContent.' }])
  })
})

test('the 2026 form tells that lists may be cached by this client alone', async () => {
  const client = await aClient((await aCaller()).token, 'auto')
  expect(await client.listTools()).toMatchObject({ cacheScope: 'private', ttlMs: 60_000 })
})
