import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import {
  findTokenByHash,
  findTokenById,
  insertToken,
  listTokens,
  revokeToken,
  setMandate,
  touchToken,
} from '../../src/store/tokens.ts'
import { aToken } from '../auth/a-token.ts'

const HOSTILE = `'); DROP TABLE tokens; -- "x" \u0000 ? ?1 🦀`

test('a token comes back as it went in, whatever its name', async () => {
  const { row } = await aToken({ name: HOSTILE, expiresAt: 5_000, forUrl: true })
  await insertToken(env.DB, row)
  expect(await findTokenByHash(env.DB, row.hash)).toEqual(row)
})

test('an unknown hash finds nothing, a hostile one too', async () => {
  await insertToken(env.DB, (await aToken()).row)
  expect(await findTokenByHash(env.DB, 'f'.repeat(64))).toBeUndefined()
  expect(await findTokenByHash(env.DB, "' OR ''='")).toBeUndefined()
})

test('a hash is stored once', async () => {
  const { row } = await aToken()
  await insertToken(env.DB, row)
  await expect(insertToken(env.DB, { ...row, id: 'another' })).rejects.toThrow(/UNIQUE/)
})

test('tokens are listed oldest first', async () => {
  const [young, old] = [await aToken({ createdAt: 20 }), await aToken({ createdAt: 10 })]
  await insertToken(env.DB, young.row)
  await insertToken(env.DB, old.row)
  expect((await listTokens(env.DB)).map((row) => row.createdAt)).toEqual([10, 20])
})

test('the first revocation keeps its time; an unknown id is told apart', async () => {
  const { row } = await aToken()
  await insertToken(env.DB, row)
  expect(await revokeToken(env.DB, row.id, 7_000)).toBe(7_000)
  expect(await revokeToken(env.DB, row.id, 9_000)).toBe(7_000)
  expect((await findTokenByHash(env.DB, row.hash))?.revokedAt).toBe(7_000)
  expect(await revokeToken(env.DB, 'nobody', 7_000)).toBeUndefined()
})

test('a mandate and a parent come back as they went in, and a mandate can be put in the place of another', async () => {
  const { row } = await aToken({ mandate: '{"maxOrderNotional":"600"}', parent: 't_parent' })
  await insertToken(env.DB, row)
  expect(await findTokenById(env.DB, row.id)).toEqual(row)
  expect(await setMandate(env.DB, row.id, '{}')).toBe(true)
  expect(await findTokenByHash(env.DB, row.hash)).toEqual({ ...row, mandate: '{}' })
  expect(await setMandate(env.DB, 'nobody', '{}')).toBe(false)
  expect(await findTokenById(env.DB, 'nobody')).toBeUndefined()
})

test('with a token its children and theirs are revoked, and nobody else', async () => {
  const family = [
    await aToken({ id: 't_grandparent' }),
    await aToken({ id: 't_parent', parent: 't_grandparent' }),
    await aToken({ id: 't_child', parent: 't_parent' }),
    await aToken({ id: 't_brother', parent: 't_parent', revokedAt: 5 }),
    await aToken({ id: 't_stranger' }),
  ]
  for (const { row } of family) await insertToken(env.DB, row)
  expect(await revokeToken(env.DB, 't_parent', 7_000)).toBe(7_000)
  const revoked = (await listTokens(env.DB)).map(({ id, revokedAt }) => [id, revokedAt])
  expect(Object.fromEntries(revoked)).toEqual({
    t_grandparent: null,
    t_parent: 7_000,
    t_child: 7_000,
    t_brother: 5,
    t_stranger: null,
  })
})

test('last used moves at most once a minute', async () => {
  const { row } = await aToken()
  await insertToken(env.DB, row)
  for (const now of [100_000, 159_999]) await touchToken(env.DB, row.id, now)
  expect((await findTokenByHash(env.DB, row.hash))?.lastUsedAt).toBe(100_000)
  await touchToken(env.DB, row.id, 160_000)
  expect((await findTokenByHash(env.DB, row.hash))?.lastUsedAt).toBe(160_000)
})
