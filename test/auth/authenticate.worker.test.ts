import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { createAuthenticator } from '../../src/auth/authenticate.ts'
import { mintToken } from '../../src/auth/token.ts'
import { isBreakwaterError } from '../../src/domain/errors.ts'
import type { TokenRow } from '../../src/store/token-row.ts'
import { findTokenByHash, insertToken, listTokens, revokeToken, touchToken } from '../../src/store/tokens.ts'
import { aToken } from './a-token.ts'

const HEADER = { via: 'header', exchange: 'emulator' } as const
const URL_TOKEN = { via: 'url', exchange: 'emulator' } as const

const setUp = async (changes: Partial<TokenRow> = {}) => {
  const { token, row } = await aToken(changes)
  await insertToken(env.DB, row)
  const clock = { now: 10_000 }
  const reads: string[] = []
  const touches: Promise<void>[] = []
  const authenticator = createAuthenticator({
    now: () => clock.now,
    find: (hash) => {
      reads.push(hash)
      return findTokenByHash(env.DB, hash)
    },
    touch: (id, now) => {
      const touch = touchToken(env.DB, id, now)
      touches.push(touch)
      return touch
    },
  })
  return { token, row, clock, reads, touches, ...authenticator }
}

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'let in',
    (error: unknown) => (isBreakwaterError(error) ? error : Promise.reject(error)),
  )

test('a token names its holder, account and scopes', async () => {
  const { authenticate, token, row } = await setUp({ scopes: 'read,trade', name: 'Claude' })
  expect(await authenticate(token, HEADER)).toEqual({
    tokenId: row.id,
    name: 'Claude',
    account: 'live',
    scopes: ['read', 'trade'],
    credential: { hash: row.hash, forUrl: false, expiresAt: null },
  })
})

test('a token is read from the database once, not with every call', async () => {
  const { authenticate, token, clock, reads } = await setUp()
  for (let call = 0; call < 10; call += 1) {
    clock.now += 1_000
    await authenticate(token, HEADER)
  }
  expect(reads).toHaveLength(1)
})

test('a revoked token stops within 60 s', async () => {
  const { authenticate, token, row, clock } = await setUp()
  await authenticate(token, HEADER)
  await revokeToken(env.DB, row.id, clock.now)
  clock.now += 60_000
  expect(await refusal(authenticate(token, HEADER))).toMatchObject({
    kind: 'forbidden',
    code: 'token_revoked',
  })
})

test('an expired token stops at its very millisecond, cached or not', async () => {
  const { authenticate, token, clock } = await setUp({ expiresAt: 10_500 })
  clock.now = 10_499
  await authenticate(token, HEADER)
  clock.now = 10_500
  expect(await refusal(authenticate(token, HEADER))).toMatchObject({
    kind: 'forbidden',
    code: 'token_expired',
  })
})

test('a token of another exchange is refused', async () => {
  const { authenticate, token } = await setUp({ exchange: 'kraken' })
  expect(await refusal(authenticate(token, HEADER))).toMatchObject({ code: 'wrong_exchange' })
})

test('a URL token works in the URL and nowhere else; a header token likewise', async () => {
  const forUrl = await setUp({ forUrl: true })
  expect(await forUrl.authenticate(forUrl.token, URL_TOKEN)).toMatchObject({ tokenId: forUrl.row.id })
  expect(await refusal(forUrl.authenticate(forUrl.token, HEADER))).toMatchObject({ code: 'url_token_only' })
  const forHeader = await setUp()
  expect(await refusal(forHeader.authenticate(forHeader.token, URL_TOKEN))).toMatchObject({
    code: 'header_token_only',
  })
})

test('an unknown token is refused, and one that is malformed never reaches the database', async () => {
  const { authenticate, reads } = await setUp()
  expect(await refusal(authenticate(mintToken(), HEADER))).toMatchObject({ code: 'invalid_token' })
  expect(reads).toHaveLength(1)
  for (const malformed of ['', 'bw_short', "' OR 1=1 --", 'x'.repeat(100_000)]) {
    expect(await refusal(authenticate(malformed, HEADER))).toMatchObject({ code: 'invalid_token' })
  }
  expect(reads).toHaveLength(1)
})

test('a token whose account makes no sense is not let in', async () => {
  const { authenticate, token } = await setUp({ account: 'everything' })
  expect(await refusal(authenticate(token, HEADER))).toMatchObject({ code: 'invalid_token' })
})

test('no refusal repeats the token, and each says what to do next', async () => {
  const cases = [{ revokedAt: 1 }, { expiresAt: 1 }, { exchange: 'kraken' }, { forUrl: true }]
  for (const changes of cases) {
    const { authenticate, token } = await setUp(changes)
    const error = await refusal(authenticate(token, HEADER))
    expect(error).toMatchObject({ hint: expect.stringMatching(/mint|token create/i) })
    expect(JSON.stringify([error, String(error)])).not.toContain(token)
  }
})

test('last used is written at most once a minute', async () => {
  const { authenticate, token, clock, touches } = await setUp()
  for (const now of [20_000, 30_000, 79_999, 80_000, 81_000]) {
    clock.now = now
    await authenticate(token, HEADER)
  }
  await Promise.all(touches)
  expect(touches).toHaveLength(2)
  expect((await listTokens(env.DB))[0]?.lastUsedAt).toBe(80_000)
})

test('a failing write of last used never fails the call', async () => {
  const { token, row } = await aToken()
  await insertToken(env.DB, row)
  const { authenticate } = createAuthenticator({
    now: () => 10_000,
    find: (hash) => findTokenByHash(env.DB, hash),
    touch: async () => {
      throw new Error('database is locked')
    },
  })
  expect(await authenticate(token, HEADER)).toMatchObject({ tokenId: row.id })
})

test('a database that does not answer lets nobody in and says so', async () => {
  const { token } = await aToken()
  await env.DB.exec('DROP TABLE tokens')
  const { authenticate } = createAuthenticator({
    now: () => 10_000,
    find: (hash) => findTokenByHash(env.DB, hash),
    touch: async () => {},
  })
  expect(await refusal(authenticate(token, HEADER))).toMatchObject({
    kind: 'unavailable',
    code: 'tokens_unavailable',
    retryAfter: 5,
  })
})
