import { expect, test } from 'vitest'
import { type AccountHouse, anAccount } from '../support/account.ts'
import { theContract } from './contract.ts'
import { aPaperAccount } from './paper/a-paper-account.ts'

theContract({ name: 'live against the emulator', open: () => anAccount(), skips: {} })

theContract({
  name: 'paper',
  open: () => aPaperAccount({ balances: { USD: '100000', BTC: '2' } }),
  skips: {
    'an order with leverage opens a position': 'paper accounts have no margin: it comes with its own issue',
    'deposits have methods': 'no money comes to a paper account or leaves it',
  },
})

// What a paper account adds to say that something is our own reading.
const MARKS = ['fee_assumed', 'estimated']

/** The names of everything in an answer, whatever the values are. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !MARKS.includes(key))
      .map(
        ([key, inner]) =>
          [key.replace(/^[OTL][A-Z0-9]{5}-[A-Z2-7]{5}-[A-Z0-9]{6}$/, 'id'), shapeOf(inner)] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

const tale = async (house: AccountHouse) => {
  const since = { start: String(house.clock.now() / 1000 - 1) }
  const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'market', volume: '0.01' }
  const placed = await house.call('add_order', { ...order, cl_ord_id: 'filled' })
  await house.call('add_order', { ...order, ordertype: 'limit', price: '10000', cl_ord_id: 'rests' })
  const reads = [
    await house.call('get_open_orders', { cl_ord_id: 'rests', trades: true }),
    await house.call('get_closed_orders', { cl_ord_id: 'filled', trades: true }),
    await house.call('get_trade_history', { ...since, ledgers: true }),
    await house.call('get_ledgers', { ...since, type: 'trade' }),
    await house.call('get_trade_balance'),
    await house.call('cancel_order', { cl_ord_id: 'rests' }),
  ]
  return [placed, ...reads].map(shapeOf)
}

test('every answer of a paper account has the very shape of the live one’s, but for the marks of what is assumed', async () => {
  expect(await tale(aPaperAccount())).toEqual(await tale(anAccount()))
})
