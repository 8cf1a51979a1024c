import { expect, test } from 'vitest'
import type { Answer } from '../../../src/exchange/port.ts'
import { aCopy, aHouseWith, aRow, callAs, command, resultOf } from '../../support/owner.ts'

const ANNA = aCopy('anna', 'trade', 'funds')
const BOB = aCopy('bob', 'trade', 'funds')
const ASKS = { approval: 'always' } as const
const ORDER = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }

/** A house in which Anna was asked about an order of hers. */
const anAsked = async () => {
  const { house } = aHouseWith([aRow(ANNA, ASKS), aRow(BOB, ASKS)])
  const intent = String(resultOf(await callAs(house, ANNA, 'add_order', ORDER)).intent)
  const open = (by = ANNA) => callAs(house, by, 'open_question', { intent, tool: 'add_order' })
  const { mark } = resultOf(await open())
  const says = (action: string, changes: object = {}, by = ANNA) =>
    callAs(house, by, 'answer_question', { mark, tool: 'add_order', action, ...changes })
  return { house, intent, mark: String(mark), open, says }
}

const codeOf = (answer: Answer) => (answer.ok ? undefined : answer.failure.code)

test('a yes and a dismissal leave it waiting, and whoever answers is told so', async () => {
  const { intent, says } = await anAsked()
  expect(await says('accept')).toMatchObject({
    result: { intent, state: 'awaiting_approval' },
    note: expect.stringContaining('approves nothing'),
  })
  for (const action of ['cancel', 'approve', ''])
    expect(await says(action)).toMatchObject({ result: { intent, state: 'awaiting_approval' } })
})

test('a no takes it back, once, and is told to the audit; the owner’s yes comes too late', async () => {
  const { house, intent, says } = await anAsked()
  const taken = { result: { id: intent, state: 'withdrawn', code: 'question_declined' } }
  expect(await says('decline')).toMatchObject({ ...taken, note: expect.stringContaining('taken back') })
  expect(await says('decline')).toMatchObject({ ...taken, note: expect.stringContaining('waits no more') })
  expect(codeOf(await command(house, 'approve', { id: intent }))).toBe('approval_over')
  const events = house.sql.run('SELECT event FROM audit WHERE subject = ? ORDER BY id', intent)
  expect(events.map(({ event }) => event)).toEqual([
    'intent.awaiting_approval',
    'approval.withdrawn',
    'intent.withdrawn',
  ])
  expect(await house.seen('AddOrder')).toEqual([])
})

test('a no that comes after the owner’s yes, while the call is on its way, changes nothing', async () => {
  const { house, intent, says } = await anAsked()
  await house.fault({ path: 'AddOrder', fault: 'delay', ms: 3_000 })
  const approving = command(house, 'approve', { id: intent })
  await house.clock.settle()
  expect(await says('decline')).toMatchObject({ ok: true, result: { id: intent, state: 'sent' } })
  await house.clock.advance(5_000)
  expect(await approving).toMatchObject({ ok: true })
  expect(await says('decline')).toMatchObject({ result: { state: 'placed', txid: [expect.any(String)] } })
})

test('a mark is one token’s, one tool’s and one intent’s, and lives through an eviction', async () => {
  const { house, intent, mark, says, open } = await anAsked()
  const [, signature] = mark.split('.')
  expect(codeOf(await says('decline', {}, BOB))).toBe('unknown_question')
  expect(codeOf(await says('decline', { tool: 'withdraw' }))).toBe('unknown_question')
  for (const forged of [
    intent,
    `i_${'0'.repeat(20)}.${signature}`,
    `${intent}.${'A'.repeat(43)}`,
    '',
    null,
    1,
  ])
    expect(codeOf(await says('decline', { mark: forged }))).toBe('unknown_question')
  expect(codeOf(await open(BOB))).toBe('unknown_question')
  house.restart()
  expect(await says('cancel')).toMatchObject({ result: { intent, state: 'awaiting_approval' } })
})

test('what has lapsed is told as lapsed, and is not asked about any more', async () => {
  const { house, intent, open, says } = await anAsked()
  await house.clock.advance(601_000)
  expect(await says('decline')).toMatchObject({ result: { id: intent, code: 'approval_lapsed' } })
  expect(codeOf(await open())).toBe('unknown_question')
})

test('a revoked token’s answer is heard no more', async () => {
  const { house, says } = await anAsked()
  await command(house, 'revoke', { id: ANNA.tokenId, keep_orders: true })
  expect(codeOf(await says('decline'))).toBe('token_revoked')
})
