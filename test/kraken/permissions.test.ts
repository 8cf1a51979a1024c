import { expect, test } from 'vitest'
import { PERMISSIONS } from '../../src/kraken/endpoint.ts'
import { GetApiKeyInfo } from '../../src/kraken/endpoints/account/api-key.ts'
import { QueryOrders } from '../../src/kraken/endpoints/account/orders.ts'
import { AmendOrder, EditOrder } from '../../src/kraken/endpoints/trading/changing.ts'
import { AddOrder } from '../../src/kraken/endpoints/trading/placing.ts'
import { inWords, missingPermissions } from '../../src/kraken/permissions.ts'

test('a call that needs all lists all that the key lacks', () => {
  expect(missingPermissions(EditOrder, [])).toEqual(['modify-trades', 'close-trades'])
  expect(missingPermissions(EditOrder, ['modify-trades'])).toEqual(['close-trades'])
  expect(missingPermissions(EditOrder, ['modify-trades', 'close-trades'])).toEqual([])
})

test('a call that needs any lists every alternative, or nothing', () => {
  expect(missingPermissions(AmendOrder, ['query-funds'])).toEqual(['modify-trades', 'close-trades'])
  expect(missingPermissions(AmendOrder, ['close-trades'])).toEqual([])
  expect(missingPermissions(QueryOrders, ['query-closed-trades'])).toEqual([])
})

test('a call that needs nothing lacks nothing', () => {
  expect(missingPermissions(GetApiKeyInfo, [])).toEqual([])
  expect(missingPermissions(AddOrder, ['close-trades'])).toEqual(['modify-trades'])
})

test('every permission has a label of its own', () => {
  const labels = PERMISSIONS.map((one) => inWords({ all: PERMISSIONS }, [one]).slice(one.length))
  expect(new Set(labels).size).toBe(13)
  expect(labels).toContain(' (“Orders and trades - Create & modify orders”)')
})
