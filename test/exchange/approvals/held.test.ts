import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { Answer } from '../../../src/exchange/port.ts'
import { aCopy, aHouseWith, aRow, callAs, command, resultOf } from '../../support/owner.ts'
import { aWatchedAccount } from '../risk-check/a-watched-account.ts'

const ANNA = aCopy('anna', 'trade', 'funds')
const COLD = 'bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh'
const COVERED: Mandate = {
  withdrawalKeys: [{ key: 'cold', asset: 'BTC', address: COLD, maxAmount: '0.2', maxDayAmount: '0.3' }],
}
const BUY = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }

const aHouse = (mandate: Mandate) => aHouseWith([aRow(ANNA, mandate)]).house

const came = (answer: Answer): string =>
  answer.ok ? String(Object(answer.result).state ?? 'sent') : answer.failure.code

const withdrawal = (extra: Record<string, unknown> = {}) => ({
  asset: 'XBT',
  key: 'cold',
  amount: '0.1',
  ...extra,
})

test('what was asked before trading was held back is not carried out while it is', async () => {
  const house = aWatchedAccount({ maxDayLoss: '1000' }, {}, [aRow(ANNA, { approval: 'always' })])
  await house.minutes(2)
  const asked = [
    await callAs(house, ANNA, 'add_order', BUY),
    await callAs(house, ANNA, 'withdraw', withdrawal()),
  ].map((answer) => String(resultOf(answer).intent))
  await house.turn('market', { asset: 'XBT', factor: 0.7 })
  await house.minutes(3)
  expect(house.heldKeys()).toEqual(['owner'])
  for (const id of asked) {
    const approving = command(house, 'approve', { id })
    await house.clock.advance(20_000)
    expect(came(await approving)).toBe('risk_denied')
  }
  expect([...(await house.seen('AddOrder')), ...(await house.seen('Withdraw'))]).toEqual([])
})

test('what the owner’s limits have come to forbid is not carried out', async () => {
  const house = aHouse({ approval: 'always' })
  const { intent } = resultOf(await callAs(house, ANNA, 'add_order', BUY))
  await command(house, 'set-limits', { limits: { maxOrderNotional: '5' } })
  expect(came(await command(house, 'approve', { id: String(intent) }))).toBe('risk_denied')
  expect(await house.seen('AddOrder')).toEqual([])
})

test('a yes and a no at once: one of them counts, and nothing leaves after a no', async () => {
  for (const order of [
    ['approve', 'deny'],
    ['deny', 'approve'],
  ]) {
    const house = aHouse({ approval: 'always' })
    const { intent } = resultOf(await callAs(house, ANNA, 'add_order', BUY))
    const both = await Promise.all(order.map((name) => command(house, name, { id: String(intent) })))
    expect(both.map(({ ok }) => ok)).toEqual([true, false])
    expect(await house.seen('AddOrder')).toHaveLength(order[0] === 'approve' ? 1 : 0)
  }
})

test('a hundred withdrawals at once take no more than the day’s amount unasked', async () => {
  const house = aHouse(COVERED)
  const calls = Array.from({ length: 100 }, () => callAs(house, ANNA, 'withdraw', withdrawal()))
  await house.clock.advance(30_000)
  const answers = (await Promise.all(calls)).map(came)
  // Those behind one that is on its way, or waits, are refused.
  for (let turn = 0; turn < 3; turn++) {
    answers.push(came(await callAs(house, ANNA, 'withdraw', withdrawal())))
    await house.clock.advance(2_000)
  }
  const count = (word: string) => answers.filter((answer) => answer === word).length
  expect(await house.seen('Withdraw')).toHaveLength(3)
  expect([count('sent'), count('awaiting_approval')]).toEqual([3, 1])
})

test('a day’s amount is given back after 24 hours, and not a moment sooner', async () => {
  const house = aHouse(COVERED)
  expect(came(await callAs(house, ANNA, 'withdraw', withdrawal({ amount: '0.2' })))).toBe('sent')
  await house.clock.advance(86_399_000)
  expect(came(await callAs(house, ANNA, 'withdraw', withdrawal({ amount: '0.2' })))).toBe('awaiting_approval')
  await house.clock.advance(601_000)
  expect(came(await callAs(house, ANNA, 'withdraw', withdrawal({ amount: '0.2' })))).toBe('sent')
})

test.each([
  { key: ' cold' },
  { key: 'COLD' },
  { key: 'co\u200bld' },
  { asset: 'ETH' },
  { amount: '0.20000000000000000001' },
  { asset: 'XBT', aclass: 'tokenized_asset', key: 'cold2' },
])('what is not the very key, asset and amount of the mandate asks: %o', async (extra) => {
  const house = aHouse(COVERED)
  expect(came(await callAs(house, ANNA, 'withdraw', withdrawal(extra)))).toBe('awaiting_approval')
  expect(await house.seen('Withdraw')).toEqual([])
})

test('another address is refused, in whatever spelling', async () => {
  const house = aHouse(COVERED)
  for (const address of [COLD.toUpperCase(), `${COLD} `, 'bc1qmine'])
    expect(came(await callAs(house, ANNA, 'withdraw', withdrawal({ address })))).toBe('risk_denied')
  await callAs(house, ANNA, 'withdraw', withdrawal())
  expect((await house.seen('Withdraw')).map(({ params }) => params.address)).toEqual([COLD])
})
