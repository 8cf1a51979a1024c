import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { createOAuthStore } from '../../src/store/oauth-store.ts'

const aStore = () => {
  const clock = { now: 1_800_000_000_000 }
  return { clock, store: createOAuthStore(env.DB, () => clock.now) }
}

test('what was put is read back, as text or as JSON, and what was deleted is gone', async () => {
  const { store } = aStore()
  await store.put('client:a', '{"name":"a"}')
  expect(await store.get('client:a')).toBe('{"name":"a"}')
  expect(await store.get('client:a', { type: 'json' })).toEqual({ name: 'a' })
  await store.put('client:a', '{"name":"b"}')
  expect(await store.get('client:a', 'json')).toEqual({ name: 'b' })
  await store.delete('client:a')
  expect(await store.get('client:a')).toBeNull()
  await expect(store.delete('client:a')).resolves.toBeUndefined()
})

test('what has expired is neither read nor listed, and the next write sweeps it away', async () => {
  const { clock, store } = aStore()
  await store.put('grant:a', '1', { expirationTtl: 60 })
  await store.put('grant:b', '1', { expiration: clock.now / 1_000 + 120 })
  clock.now += 60_000
  expect(await store.get('grant:a')).toBeNull()
  expect((await store.list({ prefix: 'grant:' })).keys).toEqual([
    { name: 'grant:b', expiration: (clock.now + 60_000) / 1_000 },
  ])
  await store.put('grant:c', '1')
  const { results } = await env.DB.prepare('SELECT key FROM oauth ORDER BY key').all()
  expect(results).toEqual([{ key: 'grant:b' }, { key: 'grant:c' }])
})

test('a list holds its prefix alone, with metadata, in pages', async () => {
  const { store } = aStore()
  for (const name of ['a', 'b', 'c']) await store.put(`grant:${name}`, '1', { metadata: { name } })
  await store.put('grantor', '1')
  const first = await store.list({ prefix: 'grant:', limit: 2 })
  expect(first).toMatchObject({
    list_complete: false,
    keys: [{ name: 'grant:a' }, { metadata: { name: 'b' } }],
  })
  const second = await store.list({ prefix: 'grant:', limit: 2, cursor: first.cursor })
  expect(second).toEqual({ list_complete: true, keys: [{ name: 'grant:c', metadata: { name: 'c' } }] })
})

test('a form that is used twice at once is used once', async () => {
  const { store } = aStore()
  await store.put('transaction:x', 'sealed')
  const used = await Promise.allSettled([store.delete('transaction:x'), store.delete('transaction:x')])
  expect(used.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})
