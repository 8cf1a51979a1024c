import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

// Kraken's own example counts 8 for an order cancelled within five seconds; the starter tier bears 60 on a pair.
test('placing and cancelling the same pair in a loop is told to wait here, before Kraken refuses it', async () => {
  const house = anAccount({ KRAKEN_TIER: 'starter' })
  await house.call('get_api_key_info')
  let busy: unknown
  for (let i = 0; i < 12 && !busy; i++) {
    const id = `loop-${i}`
    const placed = house.call('add_order', buy({ cl_ord_id: id, price: String(10_000 + i) }))
    await house.clock.advance(100)
    const answer = await placed
    if (!answer.ok) busy = answer.failure
    else expect(await house.call('cancel_order', { cl_ord_id: id })).toMatchObject({ ok: true })
  }
  expect(busy).toMatchObject({ kind: 'busy', code: 'rate_budget', retryAfter: expect.any(Number) })
})

test('an amend of a young order costs more than one of an old order, and is counted on its pair', async () => {
  const house = anAccount({ KRAKEN_TIER: 'starter' })
  await house.call('add_order', buy({ cl_ord_id: 'mine' }))
  const amends = async (count: number) => {
    const answers = []
    for (let i = 0; i < count; i++)
      answers.push(await house.call('amend_order', { cl_ord_id: 'mine', limit_price: String(9_000 + i) }))
    return answers.filter(({ ok }) => ok).length
  }
  // Within five seconds an amend costs 4 points: fourteen of them and the add leave no room for a fifteenth.
  expect(await amends(14)).toBe(14)
  const next = house.call('amend_order', { cl_ord_id: 'mine', limit_price: '8000' })
  await house.clock.advance(3_500)
  expect((await next).ok).toBe(true)
})
