import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { archiveAudit, archiveIntents } from '../../src/store/archive.ts'

const INTENT = {
  id: 'i_1',
  intended_at: 1_000,
  token_id: 't_1',
  tool: 'add_order',
  state: 'refused',
  code: 'x',
}
const LINE = { id: 7, at: 2_000, event: 'intent.refused', token_id: null, hash: 'abc' }

test('archived rows are kept whole, and a second copy changes nothing', async () => {
  await archiveIntents(env.DB, 'live', [INTENT, { ...INTENT, id: 'i_2' }])
  await archiveIntents(env.DB, 'live', [{ ...INTENT, state: 'placed' }])
  const { results } = await env.DB.prepare('SELECT * FROM archived_intents ORDER BY id').all()
  expect(results).toMatchObject([
    { account: 'live', id: 'i_1', at: 1_000, token_id: 't_1', tool: 'add_order', state: 'refused' },
    { id: 'i_2' },
  ])
  expect(JSON.parse(String(results[0]?.row))).toEqual(INTENT)
})

test('a line of the audit that belongs to no token is archived too', async () => {
  await archiveAudit(env.DB, 'live', [LINE])
  const { results } = await env.DB.prepare('SELECT * FROM archived_audit').all()
  expect(results).toEqual([
    { account: 'live', id: 7, at: 2_000, event: 'intent.refused', token_id: null, row: JSON.stringify(LINE) },
  ])
})
