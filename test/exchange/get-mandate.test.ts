import { expect, test } from 'vitest'
import { aCopy, aHouseWith, aRow, callAs, command, resultOf } from '../support/owner.ts'

const ANNA = aCopy('anna', 'trade')
const BERT = aCopy('bert', 'trade')

test('a token sees its mandate with the defaults, what is left of each allowance, and who else has a say', async () => {
  const { house } = aHouseWith([
    aRow(ANNA, { maxDayNotional: '900' }),
    aRow(BERT, { maxOpenOrders: 3, maxDayNotional: '500' }, ANNA),
  ])
  const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '59000' }
  await callAs(house, BERT, 'add_order', order)
  await command(house, 'set-limits', { limits: { maxDayLoss: '50' } })
  const shown = resultOf(await callAs(house, BERT, 'get_mandate'))
  expect(shown).toMatchObject({
    mandate: {
      maxOpenOrders: 3,
      maxLeverage: 1,
      priceCollarPercent: '5',
      orders: 'own',
      marketAs: 'ioc',
      withdrawalKeys: [],
    },
    also: [
      { whose: 'parent', name: 'anna' },
      { whose: 'owner', name: 'the owner’s limits' },
    ],
  })
  const left = Object.fromEntries(
    Object(shown.left).map((row: { allowance: string }) => [row.allowance, row]),
  )
  expect(left.maxOpenOrders).toMatchObject({ limit: '3', used: '1', left: '2' })
  expect(left.maxDayNotional).toMatchObject({ limit: '500', used: '59', left: '441', currency: 'USD' })
})
