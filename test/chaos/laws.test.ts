import { expect, test } from 'vitest'
import { breachesOf } from './laws.ts'
import { openPlay } from './play.ts'
import type { Step, Unconfirmed } from './steps.ts'

// The laws must be able to be broken: each of these spoils one thing behind the account's back.

const switches: Unconfirmed = {
  duplicateClientId: 'EOrder:cl_ord_id already in use',
  cancelBatchUnknown: 'error_if_all',
  queryByClientId: false,
  deadManOff: '0',
  unavailableExecutes: false,
  costs: {},
  keyInfo: 'camel',
  cancelPendingSeconds: 0,
  hideSeconds: 0,
  tier: 'unlimited',
}

const place: Step = {
  kind: 'place',
  token: 't_ann',
  pair: 'XBTUSD',
  want: { side: 'buy', ordertype: 'limit', volume: '0.01', eager: false, own: 1 },
}

const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.01', price: '10000' }

const spoilt = async (spoil: (play: Awaited<ReturnType<typeof openPlay>>) => Promise<unknown> | unknown) => {
  const play = await openPlay({ switches })
  await play.step(place)
  await spoil(play)
  return (await breachesOf(play)).map((breach) => breach.replace(/:.*/, ''))
}

test('a story without trouble breaks no law', async () => {
  expect(await spoilt(() => {})).toEqual([])
})

test('an order that nobody intended is noticed', async () => {
  expect(await spoilt(({ house }) => house.turn('foreign', { order }))).toEqual(['untrue journal'])
})

test('a twin is noticed', async () => {
  const twin = async ({ house }: Awaited<ReturnType<typeof openPlay>>) => {
    await house.call('cancel_order', { cl_ord_id: 'own-1' })
    await house.turn('foreign', { order: { ...order, cl_ord_id: 'own-1' } })
  }
  expect(await spoilt(twin)).toContain('twins')
})

test('an order that is placed in the journal only is lost', async () => {
  const invent = ({ house }: Awaited<ReturnType<typeof openPlay>>) =>
    house.sql.run(`UPDATE intents SET txids = '["OXXXXX-XXXXX-XXXXXX"]'`)
  expect(await spoilt(invent)).toContain('lost')
})

test('a row that stays uncertain is stuck, and an order that exists was not refused', async () => {
  const spoil =
    (state: string) =>
    ({ house }: Awaited<ReturnType<typeof openPlay>>) =>
      house.sql.run('UPDATE intents SET state = ?', state)
  expect(await spoilt(spoil('uncertain'))).toContain('stuck')
  expect(await spoilt(spoil('refused'))).toContain('untrue journal')
})

test('a cancel that was answered while its order rests is noticed', async () => {
  const lie = async (play: Awaited<ReturnType<typeof openPlay>>) => {
    play.house.garble('CancelOrder', { error: [], result: { count: 1 } })
    await play.house.fault({ path: 'CancelOrder', fault: 'drop' })
    await play.step({ kind: 'cancel', token: 't_ann', nths: [0], by: 'cl_ord_id' })
    await play.house.fault({ path: 'CancelOrder', fault: 'status' })
    await play.step({ kind: 'cancel', token: 't_ann', nths: [0], by: 'cl_ord_id' })
  }
  expect(await spoilt(lie)).toEqual(expect.arrayContaining(['untrue', 'uncancelled']))
})

const kill: Step = {
  kind: 'use',
  token: 't_ann',
  tool: 'activate_kill_switch',
  params: { reason: 'a test' },
}

test('a kill switch under which an order rests, or leaves, is noticed', async () => {
  const rests = async (play: Awaited<ReturnType<typeof openPlay>>) => {
    play.house.garble('OpenOrders', { error: [], result: { open: {} } })
    for (const path of ['CancelAll', 'CancelAllOrdersAfter'])
      play.house.garble(path, { error: [], result: { count: 0 } })
    await play.house.fault({ path: 'CancelAll', fault: 'drop', times: 0 })
    await play.house.fault({ path: 'CancelAllOrdersAfter', fault: 'drop', times: 0 })
    await play.step(kill)
    await play.step({ kind: 'wait', ms: 20_000 })
  }
  expect(await spoilt(rests)).toEqual(['untrue', 'uncancelled'])
  const leaves = async (play: Awaited<ReturnType<typeof openPlay>>) => {
    await play.step(kill)
    play.house.sql.run(`DELETE FROM states WHERE name = 'kill_switch'`)
    play.house.restart()
    await play.step({ ...place, want: { ...place.want, own: 2 } })
  }
  expect(await spoilt(leaves)).toEqual(expect.arrayContaining(['let through']))
})

test('a withdrawal that is on no record is noticed, and an order that is called over and rests', async () => {
  const withdraw = async ({ house }: Awaited<ReturnType<typeof openPlay>>) => {
    await house.call('withdraw', { asset: 'XBT', key: 'cold', amount: '0.01' })
    house.sql.run(`DELETE FROM intents WHERE tool = 'withdraw'`)
  }
  expect(await spoilt(withdraw)).toEqual(['funds'])
  const end = ({ house }: Awaited<ReturnType<typeof openPlay>>) =>
    house.sql.run(`UPDATE intents SET ended = 'canceled'`)
  expect(await spoilt(end)).toEqual(['untrue journal'])
})
