import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { aDesk } from '../desk/a-desk.ts'
import { emulatorLog, turn } from '../http/a-caller.ts'

const object = () => env.ACCOUNT.getByName('live')

const buy = (extra: object = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

const seen = async (name: string) => (await emulatorLog()).filter(({ path }) => path?.endsWith(`/${name}`))

const untilSeen = async (name: string): Promise<void> => {
  while ((await seen(name)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
}

const rows = () =>
  runInDurableObject(object(), (_, state) =>
    state.storage.sql.exec('SELECT client_order_id, state FROM intents ORDER BY intended_at').toArray(),
  )

test('an order whose object crashes while Kraken holds the answer is uncertain, and is not sent again', async () => {
  const desk = aDesk()
  const id = 'crash'
  await desk.use('get_account_balance')
  await turn('faults', { path: 'AddOrder', fault: 'hang_after_accept', ms: 60_000 })
  const placed = desk.use('add_order', buy({ cl_ord_id: id }))
  placed.catch(() => undefined)
  await untilSeen('AddOrder')
  await runInDurableObject(object(), (_, state) => state.abort('crash')).catch(() => undefined)
  await expect(placed).rejects.toMatchObject({
    kind: 'uncertain',
    message: expect.stringContaining('uncertain'),
  })
  expect((await object().status()).hasKey).toBe(true)
  expect(await rows()).toEqual([{ client_order_id: id, state: 'uncertain' }])
  expect(await seen('AddOrder')).toHaveLength(1)
})

test('a read whose object crashes says that nothing was changed', async () => {
  const desk = aDesk()
  await desk.use('get_account_balance')
  await turn('faults', { path: 'Balance', fault: 'hang_after_accept', ms: 60_000 })
  await fetch('http://127.0.0.1:1/__emulator/log', { method: 'DELETE' })
  const reading = desk.use('get_account_balance')
  reading.catch(() => undefined)
  await untilSeen('Balance')
  await runInDurableObject(object(), (_, state) => state.abort('crash')).catch(() => undefined)
  await expect(reading).rejects.toMatchObject({ kind: 'bug' })
})

test('nonces go on above the last one after an eviction', async () => {
  const desk = aDesk()
  await desk.use('get_account_balance')
  await evictDurableObject(object())
  await desk.use('get_trade_balance')
  const nonces = (await emulatorLog()).flatMap((entry) => ('nonce' in entry ? [Number(entry.nonce)] : []))
  expect(nonces.length).toBeGreaterThanOrEqual(3)
  expect(nonces).toEqual([...nonces].sort((a, b) => a - b))
})

test('the key’s secret is nowhere in the object’s storage', async () => {
  const desk = aDesk()
  await desk.use('add_order', buy({ validate: true }))
  await desk.use('get_account_balance')
  const dump = await runInDurableObject(object(), (_, state) => {
    const tables = state.storage.sql.exec("SELECT name FROM sqlite_master WHERE type = 'table'").toArray()
    return JSON.stringify(
      tables
        .filter(({ name }) => !String(name).startsWith('_cf'))
        .map(({ name }) => state.storage.sql.exec(`SELECT * FROM "${name}"`).toArray()),
    )
  })
  expect(dump).not.toContain(env.KRAKEN_API_SECRET)
  expect(dump).not.toContain(env.KRAKEN_API_KEY)
})
