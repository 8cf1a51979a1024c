import { expect, test } from 'vitest'
import { aPaperAccount, resultOf } from './a-paper-account.ts'

const BUY = { pair: 'XBTUSD', type: 'buy', ordertype: 'market', volume: '0.01' }

test('a market order walks the emulator’s book, and balances, trades and ledger tell the same', async () => {
  const house = aPaperAccount()
  const placed = await resultOf(house, 'add_order', BUY)
  expect(placed.txid).toEqual([expect.stringMatching(/^O0[A-Z2-7]{4}-/)])
  const { trades } = await resultOf(house, 'get_trade_history')
  expect(Object.keys(Object(trades))[0]).toMatch(/^T0/)
  expect(await resultOf(house, 'get_account_balance')).toMatchObject({ XXBT: '1.0100000000' })
  const { ledger } = await resultOf(house, 'get_ledgers')
  expect(Object.keys(Object(ledger)).every((id) => id.startsWith('L0'))).toBe(true)
})
