import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { Answer } from '../../../src/exchange/port.ts'
import { aCopy, aHouseWith, aRow, callAs, command, OWNER, resultOf } from '../../support/owner.ts'

const ANNA = aCopy('anna', 'trade', 'funds')
const ASKS: Mandate = { approval: 'always', orders: 'account', inventory: 'account' }

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

const aHouse = (mandate: Mandate = ASKS) => {
  const { house } = aHouseWith([aRow(ANNA, mandate)])
  const state = async (id: string) => resultOf(await callAs(house, ANNA, 'get_intent', { id }))
  const asked = async (params: object = buy(), tool = 'add_order') => {
    const result = resultOf(await callAs(house, ANNA, tool, { ...params }))
    return { ...result, id: String(result.intent) }
  }
  return { house, state, asked, approve: (id: string) => command(house, 'approve', { id }) }
}

const codeOf = (answer: Answer) => (answer.ok ? undefined : answer.failure.code)

test('what the mandate wants asked is not sent and is no error: it waits, and says for what, until when and where', async () => {
  const { house, asked } = aHouse()
  const answer = await asked(buy({ volume: '0.5', price: '61000' }))
  expect(answer).toMatchObject({
    state: 'awaiting_approval',
    intent: expect.stringMatching(/^i_/),
    summary: 'Buy 0.5 BTC at 61,000 USD limit',
    cost: '30500',
    lapses: new Date(house.clock.now() + 600_000).toISOString(),
    where: expect.stringContaining(`approve ${answer.id}`),
  })
  expect(await house.seen('AddOrder')).toEqual([])
})

test('the owner’s yes sends exactly what was asked for, once', async () => {
  const { house, asked, state, approve } = aHouse()
  const { id } = await asked(buy({ cl_ord_id: 'mine-1' }))
  expect(await state(id)).toMatchObject({
    state: 'awaiting_approval',
    approval: { summary: expect.any(String) },
  })
  expect(resultOf(await approve(id))).toMatchObject({
    state: 'approved',
    answer: { txid: [expect.any(String)] },
  })
  const sent = await house.seen('AddOrder')
  expect(sent).toHaveLength(1)
  expect(sent[0]?.params).toMatchObject({ cl_ord_id: 'mine-1', volume: '0.001', price: '10000' })
  expect(await state(id)).toMatchObject({ state: 'placed', txid: [expect.any(String)] })
  expect(codeOf(await approve(id))).toBe('approval_over')
  expect(codeOf(await command(house, 'deny', { id }))).toBe('approval_over')
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('two approvals at once send one order', async () => {
  const { house, asked, approve } = aHouse()
  const { id } = await asked()
  const both = await Promise.all([approve(id), approve(id)])
  expect(both.map(codeOf).sort()).toEqual(['approval_over', undefined].sort())
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('the owner’s no is final', async () => {
  const { house, asked, state, approve } = aHouse()
  const { id } = await asked()
  expect(await command(house, 'deny', { id })).toMatchObject({ ok: true })
  expect(await state(id)).toMatchObject({ state: 'denied', code: 'owner_denied' })
  expect(codeOf(await approve(id))).toBe('approval_over')
  expect(await house.seen('AddOrder')).toEqual([])
})

test('after ten minutes it has lapsed, by the alarm too, and also over an eviction', async () => {
  const { house, asked, state, approve } = aHouse()
  const { id } = await asked()
  house.restart()
  expect(resultOf(await command(house, 'pending'))).toMatchObject({ pending: [{ id }] })
  await house.clock.advance(599_000)
  expect(await state(id)).toMatchObject({ state: 'awaiting_approval' })
  await house.clock.advance(2_000)
  expect(await state(id)).toMatchObject({ state: 'withdrawn', code: 'approval_lapsed' })
  expect(codeOf(await approve(id))).toBe('approval_over')
})

test('an approval that came before an eviction is carried out after it', async () => {
  const { house, asked, approve } = aHouse()
  const { id } = await asked()
  house.restart()
  expect(await approve(id)).toMatchObject({ ok: true })
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('whoever asked does not approve, whatever else the token may do', async () => {
  const both = aCopy('both', 'trade', 'admin')
  const { house } = aHouseWith([aRow(both, ASKS)])
  const { intent } = resultOf(await callAs(house, both, 'add_order', buy()))
  expect(codeOf(await command(house, 'approve', { id: String(intent) }, both))).toBe('owner_only')
  const simulated = aCopy('simulated', 'trade', 'admin')
  const other = aHouseWith([aRow(simulated)]).house
  await command(other, 'set-limits', { limits: { approval: 'always' } })
  const asked = resultOf(await callAs(other, simulated, 'add_order', buy()))
  expect(codeOf(await command(other, 'approve', { id: String(asked.intent) }, simulated))).toBe(
    'own_approval',
  )
  expect(await command(other, 'approve', { id: String(asked.intent) }, OWNER)).toMatchObject({ ok: true })
})

test('it is bound to a hash of what was asked: another hash, or a changed record, approves nothing', async () => {
  const { house, asked, approve } = aHouse()
  const { id } = await asked()
  expect(codeOf(await command(house, 'approve', { id, hash: '0'.repeat(64) }))).toBe('approval_over')
  house.sql.run(`UPDATE approvals SET params = replace(params, '0.001', '9.001')`)
  expect(codeOf(await approve(id))).toBe('approval_over')
  expect(await house.seen('AddOrder')).toEqual([])
})

test('a token revoked while its approval waits places nothing', async () => {
  const { house, asked, approve } = aHouse()
  const { id } = await asked()
  await command(house, 'revoke', { id: ANNA.tokenId, keep_orders: true })
  expect(codeOf(await approve(id))).toBe('approval_over')
  expect(house.sql.run('SELECT state, code FROM intents WHERE id = ?', id)).toEqual([
    { state: 'withdrawn', code: 'token_revoked' },
  ])
  expect(await house.seen('AddOrder')).toEqual([])
})

test('what the mandate has come to forbid meanwhile is denied though it was approved', async () => {
  const { house, asked, approve, state } = aHouse()
  const { id } = await asked()
  await command(house, 'set-mandate', { id: ANNA.tokenId, mandate: { ...ASKS, pairs: ['ETH/USD'] } })
  expect(codeOf(await approve(id))).toBe('risk_denied')
  expect(await state(id)).toMatchObject({ state: 'denied' })
  expect(await house.seen('AddOrder')).toEqual([])
})

test('the price is looked at again: an order that the collar would refuse by now is not sent', async () => {
  const { house, asked, approve } = aHouse()
  const { id } = await asked(buy({ price: '60000' }))
  await house.turn('market', { asset: 'XBT', factor: 0.5 })
  await house.clock.advance(180_000)
  const refused = await approve(id)
  expect(codeOf(refused)).toBe('risk_denied')
  expect(JSON.stringify(refused)).toContain('price_collar')
  expect(await house.seen('AddOrder')).toEqual([])
})

test('its deadline is set when it leaves', async () => {
  const { house, asked, approve } = aHouse()
  const { id } = await asked()
  await house.clock.advance(300_000)
  await approve(id)
  const deadline = Date.parse(String((await house.seen('AddOrder'))[0]?.params.deadline))
  expect(deadline).toBeGreaterThan(house.clock.now())
  expect(deadline).toBeLessThanOrEqual(house.clock.now() + 60_000)
})

test('the kill switch takes back what waits, funds too', async () => {
  const { house, asked, approve } = aHouse()
  const order = await asked()
  const funds = await asked({ asset: 'XBT', key: 'cold', amount: '0.1' }, 'withdraw')
  const killed = command(house, 'kill', { reason: 'test' })
  await house.clock.advance(30_000)
  await killed
  await command(house, 'release')
  for (const { id } of [order, funds]) expect(codeOf(await approve(id))).toBe('approval_over')
})

test('a cancel by its cl_ord_id takes back what waits, and so does cancelling everything', async () => {
  const { house, asked, approve } = aHouse()
  const named = await asked(buy({ cl_ord_id: 'waits-1' }))
  const cancelled = await callAs(house, ANNA, 'cancel_order', { cl_ord_id: 'waits-1' })
  expect(cancelled).toMatchObject({ ok: true, note: expect.stringContaining('waits-1') })
  const other = await asked(buy({ price: '9000' }))
  await callAs(house, ANNA, 'cancel_all_orders')
  for (const { id } of [named, other]) expect(codeOf(await approve(id))).toBe('approval_over')
  expect(await house.seen('AddOrder')).toEqual([])
})

test('a cancel that comes while the approved call waits for its turn takes it back', async () => {
  const { house, asked, approve } = aHouse()
  const { id } = await asked(buy({ cl_ord_id: 'late-1' }))
  await house.fault({ path: 'Balance', fault: 'delay', ms: 3_000 })
  const reading = callAs(house, ANNA, 'get_account_balance')
  await house.clock.settle()
  const approving = approve(id)
  await house.clock.settle()
  const cancelling = callAs(house, ANNA, 'cancel_order', { cl_ord_id: 'late-1' })
  await house.clock.advance(5_000)
  await Promise.all([reading, cancelling])
  expect(codeOf(await approving)).toBe('order_withdrawn')
  expect(await house.seen('AddOrder')).toEqual([])
})

test('an idempotency_key is bound to the waiting call, and asks nobody twice', async () => {
  const { house, asked } = aHouse()
  const { id } = await asked(buy({ idempotency_key: 'k1' }))
  const again = await callAs(house, ANNA, 'add_order', buy({ idempotency_key: 'k1' }))
  expect(resultOf(again)).toMatchObject({ intents: [{ id, state: 'awaiting_approval' }] })
  const other = await callAs(house, ANNA, 'add_order', buy({ idempotency_key: 'k1', price: '9000' }))
  expect(codeOf(other)).toBe('idempotency_key_reused')
})

test('an order like one that waits is taken for a repeat', async () => {
  const { house, asked } = aHouse()
  await asked()
  await house.clock.advance(60_000)
  expect(codeOf(await callAs(house, ANNA, 'add_order', buy()))).toBe('probable_repeat')
})

test('funds that no key covers wait for the owner, and the like of them is not asked for twice', async () => {
  const { house, asked, approve } = aHouse({})
  const withdrawal = { asset: 'XBT', key: 'cold', amount: '0.1' }
  const { id, summary } = Object(await asked(withdrawal, 'withdraw'))
  expect(summary).toBe('Withdraw 0.1 BTC to “cold”')
  expect(codeOf(await callAs(house, ANNA, 'withdraw', withdrawal))).toBe('unsettled_transfer')
  expect(await house.seen('Withdraw')).toEqual([])
  await approve(id)
  expect(await house.seen('Withdraw')).toHaveLength(1)
})

test('a batch waits as one, and is sent as one', async () => {
  const { house, asked, approve } = aHouse()
  const order = (price: string) => ({ type: 'buy', ordertype: 'limit', volume: '0.001', price })
  const { id, summary } = Object(
    await asked({ pair: 'XBTUSD', orders: [order('9000'), order('9100')] }, 'add_order_batch'),
  )
  expect(summary).toBe('Buy 0.001 BTC at 9,000 USD limit; Buy 0.001 BTC at 9,100 USD limit')
  await approve(id)
  expect(await house.seen('AddOrderBatch')).toHaveLength(1)
})

test('a rehearsal asks nobody and leaves nothing behind', async () => {
  const { house } = aHouse()
  const rehearsed = resultOf(await callAs(house, ANNA, 'add_order', buy({ validate: true })))
  expect(rehearsed).toMatchObject({ state: 'needs_approval', summary: expect.any(String) })
  expect(resultOf(await command(house, 'pending'))).toEqual({ pending: [] })
})

test('the owner is told of what waits', async () => {
  const { house, asked } = aHouse()
  const { id } = await asked()
  expect(resultOf(await command(house, 'alerts'))).toMatchObject({
    alerts: [{ event: 'approval_waiting', facts: { intent: id, token: ANNA.tokenId } }],
  })
})

test('once a call came by a front door, who waits and who is told are sent to its page', async () => {
  const { house } = aHouse()
  const call = {
    tool: 'add_order',
    params: buy(),
    tokenId: ANNA.tokenId,
    token: ANNA,
    began: house.clock.now(),
    request: 'r_1',
  }
  const { intent, where } = Object(
    resultOf(await house.account.call({ ...call, origin: 'https://breakwater.example' })),
  )
  expect(where).toBe(`https://breakwater.example/owner/approve/${intent}`)
  expect(resultOf(await command(house, 'alerts'))).toMatchObject({ alerts: [{ facts: { link: where } }] })
})

test('499 ten times under a limit of 500 an hour: the second is asked about', async () => {
  const { house } = aHouse({ approval: { above: '500' } })
  const states: unknown[] = []
  for (let turn = 0; turn < 10; turn += 1) {
    const params = buy({ volume: '0.0499', price: '10000', cl_ord_id: `split-${turn}` })
    const answer = resultOf(await callAs(house, ANNA, 'add_order', params))
    states.push(answer.state ?? 'sent')
    await house.clock.advance(10_000)
  }
  expect(states).toEqual(['sent', ...Array.from({ length: 9 }, () => 'awaiting_approval')])
})

test('no token has more than twenty calls waiting', async () => {
  const { house } = aHouse()
  const ask = async (turn: number) => {
    await house.clock.advance(5_000)
    return callAs(house, ANNA, 'add_order', buy({ price: String(9_000 + turn) }))
  }
  for (let turn = 0; turn < 20; turn += 1) expect(await ask(turn)).toMatchObject({ ok: true })
  expect(codeOf(await ask(20))).toBe('approvals_full')
})

test('an approved call that cannot go says so to its owner, and waits no more', async () => {
  const { house, asked, approve, state } = aHouse()
  const { id } = await asked()
  await house.fault({ path: 'AddOrder', fault: 'error', error: 'EOrder:Insufficient funds' })
  expect(codeOf(await approve(id))).toBe('insufficient_funds')
  expect(await state(id)).toMatchObject({ state: 'refused', code: 'insufficient_funds' })
})

// Its question was answered, its order was never written down: the row said for ten minutes that the owner had to decide,
// and there was nothing left to decide.
test('an approved call that an eviction cut off before it was written down is withdrawn, and can be asked for again', async () => {
  const { house, asked, state, approve } = aHouse()
  const { id } = await asked(buy({ cl_ord_id: 'mine-1' }))
  await house.fault({ path: '*', fault: 'hang', ms: 60_000, times: 0 })
  house.clock.jump(60_000)
  void approve(id)
  await house.clock.settle()
  expect(house.sql.run('SELECT state FROM intents')).toEqual([{ state: 'awaiting_approval' }])
  house.restart()
  expect(await state(id)).toMatchObject({ state: 'withdrawn', code: 'interrupted' })
  expect(await house.seen('AddOrder')).toEqual([])
})
