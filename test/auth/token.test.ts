import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashToken, isTokenShaped, mintToken } from '../../src/auth/token.ts'

test('every minted token has the shape of one, and the shape keeps all 256 bits', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(bytes, (random) => {
      const token = mintToken(random)
      expect(isTokenShaped(token)).toBe(true)
      expect([...Buffer.from(token.slice(3), 'base64url')]).toEqual([...random])
    }),
  )
})

test('two tokens are never the same', () => {
  const tokens = Array.from({ length: 100 }, () => mintToken())
  expect(new Set(tokens).size).toBe(100)
})

test('what was not minted by us is not shaped like a token', () => {
  const good = mintToken()
  const bad = ['', 'bw_', good.slice(0, -1), `${good}A`, ` ${good}`, `${good}\n`, good.replace('bw_', 'sk_')]
  expect(bad.filter(isTokenShaped)).toEqual([])
})

test('the hash is the SHA-256 in hexadecimal', async () => {
  expect(await hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
