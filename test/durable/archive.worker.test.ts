import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { aDesk } from '../desk/a-desk.ts'

const object = () => env.ACCOUNT.getByName('live')

test('what was closed long ago is found in the database once the account has been woken', async () => {
  await aDesk().use('get_account_balance')
  await runInDurableObject(object(), (_, state) => {
    state.storage.sql.exec(
      `INSERT INTO intents (id, call_id, position, request, token_id, tool, params, digest, state, intended_at)
       VALUES ('i_old', 'i_old', 0, 'r_1', 't_1', 'add_order', '{}', '', 'refused', 1000)`,
    )
    state.storage.sql.exec("DELETE FROM states WHERE name = 'next:archive'")
  })
  await evictDurableObject(object())
  await object().tick()
  const { results } = await env.DB.prepare('SELECT account, id, state FROM archived_intents').all()
  expect(results).toEqual([{ account: 'live', id: 'i_old', state: 'refused' }])
})
