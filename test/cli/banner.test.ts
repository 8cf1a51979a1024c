import { expect, test } from 'vitest'
import { banner, whoseMoney } from '../../src/cli/banner.ts'

const FACTS = {
  exchange: 'emulator',
  baseUrl: 'http://127.0.0.1:9',
  url: 'http://127.0.0.1:8787/mcp',
  token: 'bw_token',
  scopes: ['read'],
  hasKey: true,
  passphrase: 'abcd-efgh-jkmn-pqrs',
  project: '/home/a user/break"water',
  state: undefined,
} as const

test('the banner holds a command or a block for every client', () => {
  const text = banner(FACTS)
  expect(text).toContain(
    'claude mcp add --transport http breakwater http://127.0.0.1:8787/mcp --header "Authorization: Bearer bw_token"',
  )
  expect(text).toContain('npx @modelcontextprotocol/inspector@2.12.0 --cli http://127.0.0.1:8787/mcp')
  expect(text).toContain('Owner    abcd-efgh-jkmn-pqrs')
  expect(banner({ ...FACTS, passphrase: undefined })).not.toContain('Owner ')
  expect(text).toMatch(/claude\.ai.*deploy first/s)
})

test('the block for Claude Desktop is valid JSON, whatever the folder is called', () => {
  const block = /\{\n.*\n {2}\}/s.exec(banner({ ...FACTS, state: '/state' }))?.[0] ?? ''
  expect(JSON.parse(block)).toEqual({
    mcpServers: {
      breakwater: {
        command: 'npm',
        args: ['run', '--silent', '--prefix', FACTS.project, 'stdio', '--', '--state', '/state'],
      },
    },
  })
})

test('the banner says whose money it is', () => {
  expect(whoseMoney(FACTS)).toContain('SIMULATED exchange')
  expect(whoseMoney({ ...FACTS, exchange: 'loopback' })).toContain('on this machine')
  expect(whoseMoney({ ...FACTS, exchange: 'kraken' })).toMatch(/REAL KRAKEN.*Real money/)
  expect(whoseMoney({ ...FACTS, exchange: 'kraken', hasKey: false })).toMatch(/REAL KRAKEN.*market data only/)
})

test('the banner shows the paper account’s token where there is one', () => {
  expect(banner({ ...FACTS, paperToken: 'bw_paper' })).toMatch(/Paper {4}bw_paper .*paper:demo/)
  expect(banner(FACTS)).not.toContain('aper')
})
