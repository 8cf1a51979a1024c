import { expect, test } from 'vitest'
import { aCaller, knock } from './a-caller.ts'

test('ready says ok to anyone and nothing more', async () => {
  const response = await knock('/ready')
  expect(await response.json()).toEqual({ status: 'ok' })
  expect(response.status).toBe(200)
})

test('ready tells a caller with a token what was checked and what the key can do', async () => {
  const { authorization } = await aCaller({ scopes: 'read' })
  const response = await knock('/ready', { headers: authorization })
  expect(await response.json()).toMatchObject({
    status: 'ok',
    exchange: 'emulator',
    checks: { database: 'ok', account: 'ok', key: 'ok' },
    permissions: expect.arrayContaining(['query-funds', 'modify-trades']),
    warnings: [expect.stringMatching(/withdraw/i)],
  })
})

test('ready turns a bad token away rather than overlooking it', async () => {
  expect((await knock('/ready', { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401)
})
