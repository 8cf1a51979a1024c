import { expect, test } from 'vitest'
import { OPEN } from '../../src/domain/mandate/presets.ts'
import { archiving } from '../../src/exchange/archive.ts'
import { createAudit } from '../../src/exchange/audit.ts'
import { createStates } from '../../src/exchange/states.ts'
import type { AccountHouse } from '../support/account.ts'
import { aCopy, aHouseWith, aRow, callAs, command, resultOf } from '../support/owner.ts'
import { buy } from './switches.ts'

// Orders that a fill opened (conditional close): they bear Kraken's id alone.

const ANNA = aCopy('anna', 'trade')
const MINUTE = 60_000
const DAY = 86_400_000

const reconcile = (house: AccountHouse) =>
  house.account.job('reconcile', Math.floor(house.clock.now() / MINUTE) * MINUTE)

/** Anna's order has filled and opened another one, which the journal has taken in. */
const aFilledParent = async (close: object) => {
  const { house } = aHouseWith([aRow(ANNA, OPEN)])
  resultOf(await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'parent', close })))
  await house.turn('fill', { cl_ord_id: 'parent', volume: '0.001' })
  await reconcile(house)
  const sells = async () => {
    const { open } = resultOf(await house.asOwner('get_open_orders'))
    return Object.values(Object(open)).filter((order) => Object(order).descr.type === 'sell')
  }
  expect(await sells()).toHaveLength(1)
  return { house, sells }
}

const TARGET = { ordertype: 'limit', price: '200000' }
const STOP = { ordertype: 'stop-loss', price: '20000' }

// Revoking went by client order ids, and the target that Anna's fill had opened stood for ever.
test('revoking a token cancels what its fills have opened', async () => {
  const { house, sells } = await aFilledParent(TARGET)
  expect(resultOf(await command(house, 'revoke', { id: ANNA.tokenId }))).toMatchObject({
    orders: { named: 1, cancelled: 1 },
  })
  expect(await sells()).toEqual([])
})

test('what a fill opened just before its token was revoked is cancelled as soon as it is known, unless orders are kept', async () => {
  for (const [more, left] of [
    [{}, []],
    [{ keep_orders: true }, ['sell']],
  ] as const) {
    const { house } = aHouseWith([aRow(ANNA, OPEN)])
    resultOf(await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'parent', close: TARGET })))
    await house.turn('fill', { cl_ord_id: 'parent', volume: '0.001' })
    await command(house, 'revoke', { id: ANNA.tokenId, ...more })
    await reconcile(house)
    const { open } = resultOf(await house.asOwner('get_open_orders'))
    const sides = Object.values(Object(open)).map((order) => Object(order).descr.type)
    expect(sides.filter((side) => side === 'sell')).toEqual(left)
  }
})

test('a token that falls silent loses the target that its fill has opened, and keeps the stop', async () => {
  for (const [close, left] of [
    [TARGET, 0],
    [STOP, 1],
  ] as const) {
    const { house, sells } = await aFilledParent(close)
    await callAs(house, ANNA, 'arm_dead_man_switch', { heartbeat_within: 60 })
    await house.clock.advance(62_000)
    expect(await sells()).toHaveLength(left)
  }
})

// "Closed" was read as "without a client order id": after 90 days an open child left, and came back as the owner's.
test('an order that a fill has opened stays in the books while it is open, however old', async () => {
  const { house } = await aFilledParent(TARGET)
  const { sql, clock } = house
  const archive = { intents: async () => {}, audit: async () => {} }
  const job = archiving({
    sql,
    states: createStates(sql),
    audit: createAudit(sql),
    clock,
    days: 90,
    archive,
  })
  clock.jump(91 * DAY)
  await job.run(clock.now())
  await reconcile(house)
  expect(
    sql.run("SELECT tool, token_id FROM intents WHERE state = 'placed' AND side = 'sell' AND ended IS NULL"),
  ).toEqual([{ tool: 'conditional_close', token_id: ANNA.tokenId }])
})
