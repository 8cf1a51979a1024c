import { expect, test } from 'vitest'
import { hasScope, isAccount, parseScopes } from '../../src/auth/principal.ts'

test('trade and funds each imply read, and nothing else implies anything', () => {
  expect(hasScope({ scopes: ['trade'] }, 'read')).toBe(true)
  expect(hasScope({ scopes: ['funds'] }, 'read')).toBe(true)
  expect(hasScope({ scopes: ['funds'] }, 'trade')).toBe(false)
  expect(hasScope({ scopes: ['raw', 'admin'] }, 'read')).toBe(false)
})

test('a word that is no scope grants nothing', () => {
  expect(parseScopes('read, trade,everything,READ')).toEqual(['read', 'trade'])
  expect(parseScopes('')).toEqual([])
})

test('an account is live, or paper with a plain name', () => {
  expect(['live', 'paper:demo', 'paper:a-1'].filter(isAccount)).toEqual(['live', 'paper:demo', 'paper:a-1'])
  expect(['', 'LIVE', 'paper:', 'paper:A b', 'live ', 'paper:../x'].filter(isAccount)).toEqual([])
})
