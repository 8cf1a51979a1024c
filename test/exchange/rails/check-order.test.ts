import { expect, test } from 'vitest'
import { aDesk, buy } from './a-desk.ts'

const check = async (house: ReturnType<typeof aDesk>, order: Record<string, unknown>) => {
  const answer = await house.call('check_order', { ...order, pair: 'BTC/USD' })
  if (!answer.ok) throw new Error(answer.failure.message)
  return { ...Object(answer.result) }
}

test('an order that would pass is told as it would leave; nothing is written, reserved or sent', async () => {
  const house = aDesk({
    t_test: { mandate: { priceCollarPercent: 'none', maxDayNotional: '10', maxOrderLife: '1h' } },
  })
  for (let at = 0; at < 3; at++)
    expect(await check(house, buy())).toMatchObject({
      verdict: 'allow',
      order: { volume: '0.001', timeinforce: 'GTD', expiretm: '+3600' },
    })
  expect(house.sql.run('SELECT id FROM intents')).toEqual([])
  expect(await house.seen('AddOrder')).toHaveLength(0)
})

test('an order that would not pass is told why, and what would', async () => {
  const house = aDesk({ t_test: { mandate: { priceCollarPercent: 'none', maxOrderNotional: '5' } } })
  const told = await check(house, buy())
  expect(told).toMatchObject({
    verdict: 'deny',
    reasons: [{ code: 'max_order_notional' }],
    largest: '0.0005',
  })
  expect(await check(house, buy({ volume: told.largest }))).toMatchObject({ verdict: 'allow' })
})

test('the refusal of a real order carries the same reasons and the same largest', async () => {
  const house = aDesk({ t_test: { mandate: { priceCollarPercent: 'none', maxOrderNotional: '5' } } })
  expect(await house.call('add_order', buy())).toMatchObject({
    ok: false,
    failure: {
      code: 'risk_denied',
      details: { reasons: [{ code: 'max_order_notional' }], largest: '0.0005' },
    },
  })
})

test('what the owner would be asked of is told', async () => {
  const house = aDesk({ t_test: { mandate: { priceCollarPercent: 'none', approval: 'always' } } })
  expect(await check(house, buy())).toMatchObject({ verdict: 'ask', reasons: [{}] })
})

test('a pair that is not listed is an error', async () => {
  const house = aDesk({ t_test: { mandate: {} } })
  expect(await house.call('check_order', { ...buy(), pair: 'FOO/BAR' })).toMatchObject({
    failure: { code: 'unknown_pair' },
  })
})

// A token without limits was told "allow" of an order that add_order refuses at the front door.
test('what the pair does not take is told to a token without limits, too', async () => {
  const house = aDesk({})
  expect(await check(house, buy({ volume: '0.00000001' }))).toMatchObject({
    verdict: 'deny',
    reasons: [{ code: 'order_minimum', order: 0, hint: expect.stringContaining('0.00005') }],
  })
  expect(await check(house, buy({ price: '10000.123' }))).toMatchObject({
    verdict: 'deny',
    reasons: [{ code: 'invalid_price' }],
  })
})
