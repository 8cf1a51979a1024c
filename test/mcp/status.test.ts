import { expect, test } from 'vitest'
import { statusOf, statusSoon } from '../../src/mcp/status.ts'

const STATUS = { hasKey: true, warnings: [], problems: [] }

test('what the account says is what is known', async () => {
  expect(await statusSoon({ status: async () => STATUS })).toBe(STATUS)
})

test('an account that cannot be asked leaves it unknown', async () => {
  const failing = { status: () => Promise.reject(new Error('gone')) }
  expect(await statusOf(failing)).toBeUndefined()
  expect(await statusSoon(failing)).toBeUndefined()
})

test('a list of tools does not wait for an account that hangs', async () => {
  expect(await statusSoon({ status: () => new Promise(() => undefined) }, 1)).toBeUndefined()
})
