import { expect, test } from 'vitest'
import { viewKey, viewOf } from '../../src/mcp/view.ts'

const keyAt = (path: string) => {
  const result = viewOf(path)
  return 'view' in result ? viewKey(result.view) : result.unknown
}

test('/mcp shows the core', () => {
  expect(keyAt('/mcp')).toBe('core//')
})

test('a URL names toolsets in any order, and asks for what is read-only or typed', () => {
  expect(keyAt('/mcp/x/trading,market')).toBe('market,trading//')
  expect(keyAt('/mcp/x/market/readonly')).toBe('market/readonly/')
  expect(keyAt('/mcp/x/market/typed')).toBe('market//typed')
  expect(keyAt('/mcp/x/market/readonly/typed')).toBe('market/readonly/typed')
})

test('all stands for every toolset', () => {
  expect(keyAt('/mcp/x/all')).toBe(
    'market,account,export,trading,funding,earn,subaccounts,websocket,risk,analysis,paper//',
  )
})

test.each([
  ['/mcp/x/market,stocks', ['stocks']],
  ['/mcp/x/market/writeonly', ['writeonly']],
  ['/mcp/x/market/typed/typed', ['typed']],
  ['/mcp/x/market,', ['']],
  ['/mcp/x/__proto__', ['__proto__']],
  ['/mcp/', []],
  ['/mcp/x/', []],
  ['/mcp/y/market', []],
])('%s is no door', (path, unknown) => {
  expect(keyAt(path)).toEqual(unknown)
})
