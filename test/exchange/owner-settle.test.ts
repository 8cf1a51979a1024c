import { expect, test } from 'vitest'
import { type AccountHouse, anAccount } from '../support/account.ts'
import { aCopy, callAs, command, resultOf } from '../support/owner.ts'
import { auditOf, buy } from './switches.ts'

const FUND = aCopy('fund', 'read', 'funds', 'trade')

const rowsIn = (answer: unknown) => Object(answer).intents as readonly { id: string; tool: string }[]

/** No look is complete any more. */
const blind = async (house: AccountHouse) => {
  for (const path of ['ClosedOrders', 'QueryOrders', 'Ledgers', 'Earn/AllocateStatus', 'Earn/Allocations'])
    await house.fault({ path, fault: 'status', status: 502, times: 0 })
}

/** An allocation whose answer is lost, and of which no look ever says what became of it. */
const stuck = async () => {
  const house = anAccount()
  const { items } = resultOf(await callAs(house, FUND, 'list_earn_strategies'))
  const [first] = items as readonly { id: string }[]
  await house.fault({ path: 'Earn/Allocate', fault: 'drop_after_accept' })
  await blind(house)
  const allocating = callAs(house, FUND, 'allocate_earn', { strategy_id: first?.id, amount: '1' })
  await house.clock.advance(25_000)
  await allocating
  const [row] = rowsIn(resultOf(await callAs(house, FUND, 'list_intents', { state: 'uncertain' })))
  return { house, id: String(row?.id) }
}

test('the owner’s word settles what no look settles, once, and the audit keeps whose it was', async () => {
  const { house, id } = await stuck()
  expect(await command(house, 'settle', { id, as: 'placed' })).toMatchObject({
    failure: { code: 'orders_unsettled' },
  })
  await house.clock.advance(60_000)
  expect(await command(house, 'settle', { id, as: 'placed' }, FUND)).toMatchObject({
    failure: { code: 'missing_scope' },
  })
  expect(resultOf(await command(house, 'settle', { id, as: 'placed' }))).toMatchObject({
    id,
    state: 'placed',
  })
  expect(auditOf(house, 'intent.placed').at(-1)).toMatchObject({
    subject: id,
    facts: '{"txids":[],"by":"t_owner"}',
  })
  expect(await command(house, 'settle', { id, as: 'not_placed' })).toMatchObject({
    failure: { code: 'already_settled' },
  })
  expect(await command(house, 'settle', { id: 'i_none', as: 'placed' })).toMatchObject({
    failure: { code: 'unknown_intent' },
  })
  expect(resultOf(await command(house, 'verify'))).toEqual({ intact: true })
})

// Funds, changes and cancels in doubt once let a release pass: the promise is that no row is.
test('a movement of funds in doubt keeps the kill switch on, by name, until the owner settles it', async () => {
  const { house, id } = await stuck()
  const killing = house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(120_000)
  await killing
  expect(await command(house, 'release')).toMatchObject({
    failure: {
      code: 'orders_unsettled',
      message: `Still on its way or in doubt: ${id} (allocate_earn, uncertain).`,
      hint: expect.stringContaining('settle ID placed|not_placed'),
      details: { intents: [id] },
    },
  })
  await command(house, 'settle', { id, as: 'placed' })
  expect(await command(house, 'release')).toMatchObject({ ok: true })
  expect(await house.call('add_order', buy())).toMatchObject({ ok: true })
})

test('an amend and a cancel in doubt keep the kill switch on, until the owner settles them', async () => {
  const house = anAccount()
  const placed = resultOf(await callAs(house, FUND, 'add_order', buy({ cl_ord_id: 'resting' })))
  const [txid] = placed.txid as readonly string[]
  for (const path of [
    'AmendOrder',
    'CancelOrder',
    'OpenOrders',
    'ClosedOrders',
    'QueryOrders',
    'OrderAmends',
  ])
    await house.fault({ path, fault: 'drop', times: 0 })
  const amending = callAs(house, FUND, 'amend_order', { txid, order_qty: '0.002' })
  const cancelling = callAs(house, FUND, 'cancel_order', { txid: 'resting' })
  await house.clock.advance(60_000)
  await Promise.all([amending, cancelling])
  const killing = house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(120_000)
  await killing
  const doubts = rowsIn(resultOf(await callAs(house, FUND, 'list_intents', { state: 'uncertain' })))
  expect(doubts.map(({ tool }) => tool).sort()).toEqual(['amend_order', 'cancel_order'])
  for (const { id } of doubts) {
    expect(await command(house, 'release')).toMatchObject({ failure: { code: 'orders_unsettled' } })
    await command(house, 'settle', { id, as: 'not_placed' })
  }
  expect(await command(house, 'release')).toMatchObject({ ok: true })
})

test('a new order in doubt keeps the kill switch on, until the owner settles it', async () => {
  const house = anAccount()
  await house.fault({ path: 'AddOrder', fault: 'drop' })
  await blind(house)
  const adding = callAs(house, FUND, 'add_order', buy({ cl_ord_id: 'lost' }))
  await house.clock.advance(25_000)
  await adding
  const killing = house.call('activate_kill_switch', { reason: 'a drill' })
  await house.clock.advance(120_000)
  await killing
  const [row] = rowsIn(resultOf(await callAs(house, FUND, 'list_intents', { state: 'uncertain' })))
  expect(await command(house, 'release')).toMatchObject({
    failure: { code: 'orders_unsettled', details: { intents: [row?.id] } },
  })
  await command(house, 'settle', { id: row?.id, as: 'not_placed' })
  expect(await command(house, 'release')).toMatchObject({ ok: true })
})
