import { expect, test } from 'vitest'
import { createTokenCache } from '../../src/auth/token-cache.ts'
import { aToken } from './a-token.ts'

test('a flood of unknown tokens never evicts a known one', async () => {
  const cache = createTokenCache()
  const { row } = await aToken()
  cache.put(row.hash, { row, readAt: 0 })
  for (let guess = 0; guess < 5_000; guess += 1) cache.put(`guess-${guess}`, { row: undefined, readAt: 0 })
  expect(cache.get(row.hash, 1)?.row).toEqual(row)
})

test('the cache stays bounded: the oldest entries give way', async () => {
  const cache = createTokenCache()
  const { row } = await aToken()
  for (let token = 0; token < 1_001; token += 1) cache.put(`hash-${token}`, { row, readAt: 0 })
  expect(cache.get('hash-0', 1)).toBeUndefined()
  expect(cache.get('hash-1', 1)).toBeDefined()
})

test('a token that is minted after it was asked for is found within seconds', () => {
  const cache = createTokenCache()
  cache.put('hash', { row: undefined, readAt: 0 })
  expect(cache.get('hash', 4_999)).toBeDefined()
  expect(cache.get('hash', 5_000)).toBeUndefined()
})

test('a clock that steps back never makes an entry live longer', async () => {
  const cache = createTokenCache()
  const { row } = await aToken()
  cache.put(row.hash, { row, readAt: 1_000_000 })
  expect(cache.get(row.hash, 900_000)).toBeUndefined()
})
