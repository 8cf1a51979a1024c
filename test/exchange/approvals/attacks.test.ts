import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { Answer } from '../../../src/exchange/port.ts'
import type { AccountHouse } from '../../support/account.ts'
import { aCopy, aHouseWith, aRow, callAs, command, resultOf } from '../../support/owner.ts'

const ANNA = aCopy('anna', 'trade', 'funds')
const COLD = 'bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh'

const aHouse = (mandate: Mandate) => aHouseWith([aRow(ANNA, mandate)]).house

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

/** "sent", or what became of a call instead. */
const came = (answer: Answer): string =>
  answer.ok ? String(Object(answer.result).state ?? 'sent') : answer.failure.code

const cameOf = async (house: AccountHouse, tool: string, params: Record<string, unknown>) => {
  const answer = came(await callAs(house, ANNA, tool, params))
  await house.clock.advance(3_000)
  return answer
}

// Tiny orders rested an hour, then each was amended up to just below `above`: nothing of it had counted.
test('old small orders that amends make large count together, like new ones', async () => {
  const house = aHouse({ approval: { above: '500' } })
  const ids = ['o-1', 'o-2', 'o-3']
  for (const cl_ord_id of ids) expect(await cameOf(house, 'add_order', buy({ cl_ord_id }))).toBe('sent')
  await house.clock.advance(3_600_000)
  const amends: string[] = []
  for (const cl_ord_id of ids)
    amends.push(await cameOf(house, 'amend_order', { cl_ord_id, order_qty: '0.049' }))
  expect(amends).toEqual(['sent', 'awaiting_approval', 'awaiting_approval'])
  expect(await cameOf(house, 'add_order', buy({ volume: '0.002' }))).toBe('awaiting_approval')
})

// "always" was looked for only where a key covered the withdrawal.
test('who wants to be asked always is asked about every movement of funds', async () => {
  const lifted = aHouse({ approval: 'always', withdrawalKeys: 'none' })
  const withdrawal = { asset: 'XBT', key: 'cold', amount: '0.1' }
  expect(await cameOf(lifted, 'withdraw', withdrawal)).toBe('awaiting_approval')
  expect(await cameOf(lifted, 'allocate_earn', { strategy_id: 'ESRFUO3-Q62XD-WIOIL7', amount: '10' })).toBe(
    'awaiting_approval',
  )
  const covered = aHouse({ withdrawalKeys: [{ key: 'cold', asset: 'BTC', address: COLD }] })
  await command(covered, 'set-limits', { limits: { approval: 'always' } })
  expect(await cameOf(covered, 'withdraw', withdrawal)).toBe('awaiting_approval')
  expect(await covered.seen('Withdraw')).toEqual([])
})

test('a token takes its own withdrawal back without anybody’s leave, with the kill switch on, too', async () => {
  const house = aHouse({ withdrawalKeys: [{ key: 'cold', asset: 'BTC', address: COLD }] })
  const withdraw = async () => {
    const answer = await callAs(house, ANNA, 'withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' })
    return { asset: 'XBT', refid: String(resultOf(answer).refid) }
  }
  const [first, second] = [await withdraw(), await withdraw()]
  expect(await cameOf(house, 'cancel_withdrawal', { ...first, idempotency_key: 'k1' })).toBe('sent')
  const killed = command(house, 'kill', { reason: 'a thief' })
  await house.clock.advance(30_000)
  await killed
  expect(await cameOf(house, 'cancel_withdrawal', second)).toBe('sent')
  expect(await house.seen('WithdrawCancel')).toHaveLength(2)
  expect(house.sql.run(`SELECT state FROM intents WHERE tool = 'cancel_withdrawal'`)).toEqual([
    { state: 'placed' },
    { state: 'placed' },
  ])
})

test('another’s withdrawal is not a token’s to take back unasked', async () => {
  const bob = aCopy('bob', 'funds')
  const { house } = aHouseWith([
    aRow(ANNA, { withdrawalKeys: [{ key: 'cold', asset: 'BTC', address: COLD }] }),
    aRow(bob, {}),
  ])
  const sent = await callAs(house, ANNA, 'withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' })
  const named = { asset: 'XBT', refid: String(resultOf(sent).refid) }
  expect(came(await callAs(house, bob, 'cancel_withdrawal', named))).toBe('awaiting_approval')
  expect(await house.seen('WithdrawCancel')).toEqual([])
})

test('a withdrawal in doubt is not sent a second time under another name of its asset', async () => {
  const house = aHouse({ withdrawalKeys: 'none' })
  await house.fault({ path: 'Withdraw', fault: 'drop' })
  await house.fault({ path: 'WithdrawStatus', fault: 'error', error: 'EService:Unavailable', times: 0 })
  const first = callAs(house, ANNA, 'withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' })
  await house.clock.advance(30_000)
  expect(came(await first)).toBe('call_uncertain')
  const again = { asset: 'XBT.F', key: 'cold', amount: '0.1' }
  expect(await cameOf(house, 'withdraw', again)).toBe('unsettled_transfer')
})

// The first one's reference was taken for the second's, which had never left.
test('a withdrawal that was lost is not found in the one before it', async () => {
  const house = aHouse({ withdrawalKeys: 'none' })
  const params = { asset: 'XBT', key: 'cold', amount: '0.1' }
  await house.clock.advance(60_000)
  await callAs(house, ANNA, 'withdraw', params)
  await house.clock.advance(1_000)
  await house.fault({ path: 'Withdraw', fault: 'drop' })
  const lost = callAs(house, ANNA, 'withdraw', params)
  await house.clock.advance(180_000)
  await lost
  const rows = house.sql.run(`SELECT state FROM intents WHERE tool = 'withdraw' ORDER BY intended_at`)
  expect(rows).toEqual([{ state: 'placed' }, { state: 'not_placed' }])
})

test('what one token asks for does not keep another from withdrawing', async () => {
  const bob = aCopy('bob', 'funds')
  const { house } = aHouseWith([
    aRow(ANNA, { withdrawalKeys: [{ key: 'cold', asset: 'BTC', address: COLD }] }),
    aRow(bob, {}),
  ])
  const params = { asset: 'XBT', key: 'cold', amount: '0.1' }
  const asked = await callAs(house, bob, 'withdraw', params)
  expect(came(asked)).toBe('awaiting_approval')
  expect(came(await callAs(house, ANNA, 'withdraw', params))).toBe('sent')
})

// The lapse closed its rows while facts were being read for it, and the owner was told of a fault of ours.
test('what the owner approves in the last second is carried out, and not lapsed on its way', async () => {
  const house = aHouse({ approval: 'always' })
  const { intent } = resultOf(await callAs(house, ANNA, 'add_order', buy()))
  await house.clock.advance(599_000)
  await house.fault({ path: 'Balance', fault: 'delay', ms: 3_000 })
  const reading = callAs(house, ANNA, 'get_account_balance')
  await house.clock.settle()
  const approving = command(house, 'approve', { id: String(intent) })
  await house.clock.advance(15_000)
  await reading
  expect(await approving).toMatchObject({ ok: true })
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('a clock that is set back makes no question wait for longer', async () => {
  const house = aHouse({ approval: 'always' })
  const { intent } = resultOf(await callAs(house, ANNA, 'add_order', buy()))
  house.clock.jump(-3_600_000)
  await house.clock.advance(1_000)
  expect(came(await command(house, 'approve', { id: String(intent) }))).toBe('approval_over')
})

// Asking and taking back again and again told the owner sixty times a minute.
test('a token that asks and takes back without end is refused, and its owner left in peace', async () => {
  const house = aHouse({ approval: 'always' })
  const answers: string[] = []
  for (let turn = 0; turn < 61; turn++) {
    const cl_ord_id = `flood-${turn}`
    answers.push(
      came(await callAs(house, ANNA, 'add_order', buy({ cl_ord_id, price: String(9_000 + turn) }))),
    )
    await callAs(house, ANNA, 'cancel_order', { cl_ord_id })
  }
  expect(answers.slice(-2)).toEqual(['awaiting_approval', 'approvals_full'])
  await house.clock.advance(601_000)
  expect(came(await callAs(house, ANNA, 'add_order', buy()))).toBe('awaiting_approval')
})

test.each([
  [{ starttm: '+86400', expiretm: '1799999999' }, 'limit (starts +86400, ends 1799999999)'],
  [{ timeinforce: 'IOC' }, 'limit (in force IOC)'],
  [{ oflags: ['post', 'fciq'] }, 'limit (flags post fciq)'],
  [{ price: '-1%' }, 'Buy 0.001 BTC at -1% limit'],
])('the owner is told whatever makes %o another order', async (extra, words) => {
  const house = aHouse({ approval: 'always' })
  const asked = resultOf(await callAs(house, ANNA, 'add_order', buy(extra)))
  expect(asked.summary).toContain(words)
})

// "Change order mine-1 to order qty 0.5" said neither of which pair nor which side, in a name that the caller chose.
test('an amend says which order it would change', async () => {
  const house = aHouse({ orders: 'own' })
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'to"nothing' }))
  await command(house, 'set-mandate', { id: ANNA.tokenId, mandate: { approval: 'always' } })
  const amend = { cl_ord_id: 'to"nothing', order_qty: '0.5' }
  expect(resultOf(await callAs(house, ANNA, 'amend_order', amend)).summary).toMatch(
    /^Change order “to'nothing” \(Buy 0.001 BTC at 10,000 USD limit.*, as it was placed\) to order qty 0.5$/,
  )
})

test('what cannot be seen does not turn the words around', async () => {
  const house = aHouse({})
  const asked = { asset: 'XBT', key: 'cold” of\u202emine\n', amount: '0.1' }
  const { summary } = resultOf(await callAs(house, ANNA, 'withdraw', asked))
  expect(summary).toBe("Withdraw 0.1 BTC to “cold' of\\u{202e}mine\\u{a}”")
})
