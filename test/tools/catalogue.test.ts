import { expect, test } from 'vitest'
import { TOOLSETS } from '../../src/kraken/endpoints/all.ts'
import { faceOf, facesFor } from '../../src/mcp/prepared.ts'
import { viewOf } from '../../src/mcp/view.ts'
import { TOOLS, toolNamed } from '../../src/tools/catalogue.ts'
import { CORE, TOOLSET_NAMES } from '../../src/tools/toolsets.ts'

const KB = 1000
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length

const listedAt = (path: string) => {
  const result = viewOf(path)
  if (!('view' in result)) throw new Error(`${path} is no door`)
  const principal = { scopes: ['read', 'trade', 'funds', 'raw'] as const, account: 'live' as const }
  return { tools: facesFor({ principal, view: result.view, status: undefined }) }
}

test('the house mirrors 61 rows of Kraken’s Spot API', () => {
  expect(TOOLS.filter(({ toolset }) => !['risk', 'analysis', 'paper'].includes(toolset))).toHaveLength(61)
})

test('names are snake_case, at most 64 long, and unique', () => {
  for (const { name } of TOOLS) expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/)
  expect(TOOLS.filter(({ name }) => name.length > 64)).toEqual([])
  expect(new Set(TOOLS.map(({ name }) => name)).size).toBe(TOOLS.length)
})

test('every tool has a title and a description that is short and says something', () => {
  for (const { title, description } of TOOLS) {
    expect(title.length).toBeGreaterThan(2)
    expect(title.length).toBeLessThanOrEqual(40)
    expect(description.length).toBeGreaterThan(10)
    expect(description.length).toBeLessThanOrEqual(200)
  }
})

test('all four annotations of every tool are written out', () => {
  for (const { annotations } of TOOLS) {
    expect(Object.keys(annotations).sort()).toEqual([
      'destructiveHint',
      'idempotentHint',
      'openWorldHint',
      'readOnlyHint',
    ])
    expect(Object.values(annotations).every((hint) => typeof hint === 'boolean')).toBe(true)
  }
})

test('what acts is never announced as read-only, and what only reads never as destructive', () => {
  for (const { acts, annotations } of TOOLS) {
    expect(annotations.readOnlyHint).toBe(!acts)
    if (annotations.readOnlyHint) expect(annotations.destructiveHint).toBe(false)
  }
})

test('a tool that acts on orders needs trade, one that moves money needs funds, a credential needs raw', () => {
  const scopeOf = (name: string) => toolNamed(name)?.scope
  expect(['add_order', 'cancel_all_orders', 'amend_order'].map(scopeOf)).toEqual(['trade', 'trade', 'trade'])
  expect(['withdraw', 'wallet_transfer', 'allocate_earn', 'account_transfer'].map(scopeOf)).toEqual(
    Array(4).fill('funds'),
  )
  expect(scopeOf('get_websockets_token')).toBe('raw')
  expect(scopeOf('get_account_balance')).toBe('read')
})

test('the core is made of tools that exist', () => {
  expect([...CORE].filter((name) => !toolNamed(name))).toEqual([])
})

test('tools are listed by toolset, in one order', () => {
  const order = TOOLS.map(({ toolset }) => TOOLSET_NAMES.indexOf(toolset))
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(listedAt('/mcp/x/trading,market').tools).toEqual(listedAt('/mcp/x/market,trading').tools)
})

test('every example is accepted by its own tool', () => {
  expect(
    TOOLS.filter(({ input, example }) => !input.safeParse(example).success).map(({ name }) => name),
  ).toEqual([])
})

test('every tool refuses an argument that it does not know', () => {
  const lax = TOOLS.filter(
    ({ input, example }) => input.safeParse({ ...example, no_such_argument: 1 }).success,
  )
  expect(lax.map(({ name }) => name)).toEqual([])
})

test('a listed schema never names what the tool would refuse', () => {
  for (const tool of TOOLS) {
    const known = [...Object.keys(tool.accepted().properties ?? {}), ...(tool.pages ? ['cursor'] : [])]
    expect(Object.keys(tool.listed().properties ?? {}).filter((name) => !known.includes(name))).toEqual([])
    expect(tool.listed().required ?? []).toEqual(tool.accepted().required ?? [])
  }
})

test('a listed schema carries no noise', () => {
  const text = JSON.stringify(listedAt('/mcp/x/all'))
  expect(text).not.toMatch(/\$schema|additionalProperties|9007199254740991/)
  expect(text).not.toMatch(/"(rebase_multiplier|account_id|assetVersion|broker)"/)
})

test('texts of parameters are at most 40 characters', () => {
  const texts = [
    ...JSON.stringify(TOOLS.map((tool) => tool.listed())).matchAll(/"description":"((?:[^"\\]|\\.)*)"/g),
  ]
  expect(texts.map(([, text]) => text).filter((text = '') => text.length > 40)).toEqual([])
})

test('the core weighs at most 20 KB, with analysis 25, the mirrors at most 40 KB, everything at most 52 KB', () => {
  const mirrors = Object.keys(TOOLSETS).join()
  const core = listedAt('/mcp').tools
  const withoutAnalysis = core.filter(({ name }) => toolNamed(name)?.toolset !== 'analysis')
  expect(withoutAnalysis.length).toBeLessThan(core.length)
  expect(bytes({ tools: withoutAnalysis })).toBeLessThanOrEqual(20 * KB)
  expect(bytes({ tools: core })).toBeLessThanOrEqual(25 * KB)
  expect(bytes(listedAt(`/mcp/x/${mirrors}`))).toBeLessThanOrEqual(40 * KB)
  expect(bytes(listedAt('/mcp/x/all'))).toBeLessThanOrEqual(52 * KB)
})

test('the public face of every tool is the one that agents know', async () => {
  const lines = TOOLS.map((tool) => {
    const { scope, toolset, core } = tool
    return JSON.stringify({ ...faceOf(tool, false), scope, toolset, core })
  })
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./faces.jsonl')
})
