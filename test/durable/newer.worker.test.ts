import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { aDesk } from '../desk/a-desk.ts'

test('tables of a later version take no orders, and do not keep stops and reads from working', async () => {
  const desk = aDesk()
  await desk.use('get_account_balance')
  await runInDurableObject(env.ACCOUNT.getByName('live'), (_, state) => {
    state.storage.sql.exec('UPDATE schema_version SET version = version + 1')
  })
  await evictDurableObject(env.ACCOUNT.getByName('live'))
  const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }
  await expect(desk.use('add_order', order)).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'storage_newer',
  })
  await expect(desk.use('get_account_balance')).resolves.toBeDefined()
  await expect(desk.use('cancel_all_orders')).resolves.toBeDefined()
})
