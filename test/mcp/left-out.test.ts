import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSpecType } from '@modelcontextprotocol/server'
import { expect, test } from 'vitest'
import { faceOf } from '../../src/mcp/prepared.ts'
import * as ours from '../../src/mcp/sdk/protocol.ts'
import { TOOLS } from '../../src/tools/catalogue.ts'

const MODULES = 'node_modules'
const SDK = join(MODULES, '@modelcontextprotocol/server/dist')
const CORE = join(MODULES, '@modelcontextprotocol/core/dist/internal.mjs')

const config = readFileSync('wrangler.toml', 'utf8')
const aliases = new Map(
  [...config.slice(config.indexOf('[alias]')).matchAll(/^"([^"]+)" = "([^"]+)"$/gm)].map(
    ([, from = '', to = '']) => [from, to],
  ),
)

// Every name that a file of the folder takes from a module.
const wanted = (folder: string, module: string): Set<string> => {
  const names = new Set<string>()
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.m?js$/.test(entry) || entry.includes('locales')) continue
    const text = readFileSync(join(folder, entry), 'utf8')
    const taken = new RegExp(
      `(?:import|export) \\{([^}]*)\\} from ["']${module.replaceAll('.', '\\.')}["']`,
      'g',
    )
    for (const [, list = ''] of text.matchAll(taken))
      for (const one of list.split(',')) if (one.trim()) names.add(one.trim().split(' as ')[0] ?? '')
  }
  return names
}

const exportsOf = async (path: string): Promise<Record<string, unknown>> => import(join(process.cwd(), path))

// The protocol's shim for Workers once cost every start 80 ms: it makes every schema of the protocol before anyone asked.
test('the shim of the runtime has all that the SDK wants of its own', async () => {
  const names = wanted(SDK, '@modelcontextprotocol/server/_shims')
  names.delete('process') // of stdio, which is not reached
  expect(
    new Set(Object.keys(await exportsOf(aliases.get('@modelcontextprotocol/server/_shims') ?? ''))),
  ).toEqual(names)
})

test('in the place of the protocol’s schemas stands every name that the SDK takes from them', () => {
  expect(aliases.get('@modelcontextprotocol/core/internal')).toBe('./src/mcp/sdk/protocol.ts')
  expect(new Set(Object.keys(ours))).toEqual(wanted(SDK, '@modelcontextprotocol/core/internal'))
})

test('the protocol’s constants are the SDK’s', async () => {
  const theirs = await exportsOf(CORE)
  const constants = Object.entries(ours).filter(([name]) => !name.endsWith('Schema'))
  expect(constants).toHaveLength(19)
  for (const [name, value] of constants) expect([name, theirs[name]]).toEqual([name, value])
})

const MESSAGES = [
  { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  { jsonrpc: '2.0', id: 'a', method: 'tools/call', params: { name: 'x', _meta: { progressToken: 1 } } },
  { jsonrpc: '2.0', id: 1.5, method: 'tools/list' },
  { jsonrpc: '2.0', id: null, method: 'tools/list' },
  { jsonrpc: '1.0', id: 1, method: 'tools/list' },
  { jsonrpc: '2.0', id: 1, method: 'tools/list', more: 1 },
  { jsonrpc: '2.0', id: 1, method: 'tools/list', params: [] },
  { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: { progressToken: {} } } },
  { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: 'x' } },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
  { jsonrpc: '2.0', method: 'notifications/initialized', params: { _meta: {} } },
  { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } },
  { jsonrpc: '2.0', method: 7 },
  { jsonrpc: '2.0', id: 1, result: {} },
  { jsonrpc: '2.0', id: 1, result: { _meta: { any: 1 } } },
  { jsonrpc: '2.0', id: 1, result: 'x' },
  { jsonrpc: '2.0', id: 1, error: { code: -32600, message: 'x' } },
  { jsonrpc: '2.0', error: { code: 1, message: 'x', data: {} } },
  { jsonrpc: '2.0', id: 1, error: { code: 1.5, message: 'x' } },
  ...['2025-11-25', '2024-10-07', 7].map((protocolVersion) => ({
    jsonrpc: '2.0',
    id: 0,
    method: 'initialize',
    params: { protocolVersion, capabilities: { roots: {} }, clientInfo: { name: 'c', version: '1' } },
  })),
  { jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25' } },
  { method: 'initialize' },
  'debug',
  'loud',
  null,
  [],
]

interface Reads {
  safeParse(value: unknown): { success: boolean; data?: unknown }
}

test('a message is read as the SDK reads it', async () => {
  const theirs = await exportsOf(CORE)
  const readers: readonly (readonly [string, Reads])[] = [
    ['JSONRPCRequestSchema', ours.JSONRPCRequestSchema],
    ['JSONRPCNotificationSchema', ours.JSONRPCNotificationSchema],
    ['JSONRPCResultResponseSchema', ours.JSONRPCResultResponseSchema],
    ['JSONRPCErrorResponseSchema', ours.JSONRPCErrorResponseSchema],
    ['JSONRPCResponseSchema', ours.JSONRPCResponseSchema],
    ['JSONRPCMessageSchema', ours.JSONRPCMessageSchema],
    ['InitializeRequestSchema', ours.InitializeRequestSchema],
    ['InitializedNotificationSchema', ours.InitializedNotificationSchema],
    ['LoggingLevelSchema', ours.LoggingLevelSchema],
  ]
  for (const [name, reads] of readers)
    for (const message of MESSAGES) {
      const { success, data } = reads.safeParse(message)
      const original = theirs[name] as Reads
      const said = original.safeParse(message)
      expect([name, message, success, data]).toEqual([name, message, said.success, said.data])
    }
})

test.for([
  [
    'mcp-oHn3ureC.mjs',
    ['McpServer', 'createScopeChallengeResponse', 'findScopeChallenge', 'scopeChallengeResourceMetadataUrl'],
  ],
  ['src-DdvbAHrR.mjs', ['scanXMcpHeaderDeclarations', 'validateMcpParamHeaders']],
] as const)('the SDK’s %s stands there whole but for what a McpServer asks for', async ([name, missing]) => {
  expect(wanted(SDK, `./${name}`).size).toBeGreaterThan(0)
  const path = aliases.get(`./${name}`) ?? ''
  const [stand, whole] = [await exportsOf(path), await exportsOf(join(SDK, name))]
  const others = Object.keys(whole).filter((one) => stand[one] !== whole[one])
  expect(Object.keys(stand).sort()).toEqual(Object.keys(whole).sort())
  expect(others.map((one) => (whole[one] as { name: string }).name).sort()).toEqual([...missing])
})

test.for([
  ['json-schema-processors.js', ['./', '../core/']],
  ['to-json-schema.js', ['./', '../core/']],
  ['memoizer.js', ['./']],
] as const)('in the place of zod’s %s stands every name that zod takes from it', async ([name, folders]) => {
  const whole = await exportsOf(join(MODULES, 'zod/v4/core', name))
  for (const folder of folders) {
    const stand = await exportsOf(aliases.get(`${folder}${name}`) ?? '')
    expect(Object.keys(whole).filter((one) => stand[one] === undefined)).toEqual([])
  }
})

const CLASSIC = join(MODULES, 'zod/v4/classic')
const textsIn = (folder: string) =>
  readdirSync(folder)
    .filter((entry) => entry.endsWith('.js'))
    .map((entry) => readFileSync(join(folder, entry), 'utf8'))

test('zod’s core stands there whole but for forms of text and the reader that writes code', async () => {
  const [stand, whole] = [
    await exportsOf(aliases.get('../core/index.js') ?? ''),
    await exportsOf(join(MODULES, 'zod/v4/core/index.js')),
  ]
  const others = Object.keys(whole).filter((name) => stand[name] !== whole[name] && name !== 'util')
  expect(new Set(Object.keys(stand))).toEqual(new Set(Object.keys(whole)))
  expect(stand.$ZodObjectJIT).toBe(whole.$ZodObject)
  expect(others.map((name) => name.replace(/^\$Zod|^_/, '').toLowerCase())).toEqual(
    expect.arrayContaining(['email', 'jwt', 'multipleof']),
  )
  expect(others.filter((name) => !/^\$Zod[A-Z]|^_[a-z]|^(flatten|format)Error$/.test(name))).toEqual([])
})

test('zod’s own methods find every helper that they ask for', async () => {
  const { util } = (await exportsOf(aliases.get('../core/index.js') ?? '')) as { util: object }
  const asked = textsIn(CLASSIC)
    .filter((text) => text.includes('import { util } from "../core/index.js"'))
    .flatMap((text) => [...text.matchAll(/\butil\.(\w+)/g)].map(([, name]) => name))
  expect(new Set(Object.keys(util))).toEqual(new Set(asked))
})

// In a form that asks the client for an address; ours have no fields.
const NEVER_REACHED = ['z.email(']

test('nobody asks for a form of text that is left out', async () => {
  const stand = await exportsOf(aliases.get('../core/index.js') ?? '')
  const whole = await exportsOf(join(MODULES, 'zod/v4/core/index.js'))
  const makers = Object.keys(whole).filter(
    (name) => /^_(?!.*(en|de)code)/i.test(name) && stand[name] !== whole[name],
  )
  const methods = makers
    .map((name) => name.replace(/^_(iso)?/, ''))
    .map((name) => name.replace(/^[A-Z]/, (first) => first.toLowerCase()))
  const asks = new RegExp(
    `(?:\\bz(?:\\.iso)?|[)\\]])\\s*\\.(?:${methods.join('|')})\\(|\\bz\\.(?:flattenError|formatError|codec|\\w*(?:en|de)code\\w*)\\(|rror\\.flatten\\(`,
    'g',
  )
  const rooms = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/^(cli|emulator)\//.test(path))
    .map((path) => join('src', path))
  const theirs = readdirSync(SDK)
    .filter((path) => /^(src|mcp|index|listenRouter).*\.mjs$/.test(path))
    .map((path) => join(SDK, path))
  const found = [...rooms, ...theirs].flatMap((path) => readFileSync(path, 'utf8').match(asks) ?? [])
  expect(makers.length).toBeGreaterThan(20)
  expect(found).toEqual(NEVER_REACHED)
})

test('in the place of hono’s forms and guests stands every name that hono takes from them', async () => {
  const hono = join(MODULES, 'hono/dist')
  for (const module of ['./utils/mount.js', './utils/body.js']) {
    const stand = await exportsOf(aliases.get(module) ?? '')
    expect([...wanted(hono, module)].filter((name) => stand[name] === undefined)).toEqual([])
    expect(wanted(hono, module).size).toBe(1)
  }
})

const isStranger = (name: string, from: string) =>
  from.startsWith('.') && !(name === 'hono' && from.startsWith('./utils/'))

// Another module of that name would be replaced as well.
test('no package but the one that is meant has a module of an aliased name', () => {
  const bundled = [
    'hono',
    'agents',
    'trading-signals',
    '@modelcontextprotocol/core',
    '@cloudflare/workers-oauth-provider',
  ]
  for (const name of bundled)
    for (const from of [...aliases.keys()].filter((one) => isStranger(name, one)))
      expect([name, from, wanted(join(MODULES, name, 'dist'), from).size]).toEqual([name, from, 0])
})

test('what is left out of the Worker is not asked for in it', () => {
  const rooms = readdirSync('src', { recursive: true, encoding: 'utf8' })
  const files = rooms.filter((path) => /\.tsx?$/.test(path) && !/^(cli|emulator)\//.test(path))
  const asks =
    /\b(toJSONSchema|isSpecType|specTypeSchemas|McpServer|parseBody|formData|mount)\b(?=[.(])|~standard|scopeChallenge|x-mcp-header/i
  expect(files.filter((path) => asks.test(readFileSync(join('src', path), 'utf8')))).toEqual([])
})

test.for(TOOLS.map((tool) => [tool.name, tool] as const))('%s is a tool of the protocol', ([, tool]) => {
  expect(isSpecType.Tool(faceOf(tool, true))).toBe(true)
})
