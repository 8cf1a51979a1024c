import { describe, expect, test } from 'vitest'
import { anAccount } from './an-account.ts'

const statusOf = async (account: ReturnType<typeof anAccount>, txid: string) => {
  const { result } = await account.private('QueryOrders', { txid })
  return Object.values(result ?? {})[0]
}

describe('a pending cancel', () => {
  test('leaves the order open until its time has come', async () => {
    const account = anAccount()
    await account.control('switches', { cancelPendingSeconds: 5 })
    const txid = await account.place()
    expect(await account.private('CancelOrder', { txid })).toEqual({
      error: [],
      result: { count: 1, pending: true },
    })
    account.wait(4)
    expect(await account.open()).toEqual([txid])
    account.wait(1)
    expect(await account.open()).toEqual([])
    expect(await statusOf(account, txid)).toMatchObject({ status: 'canceled', reason: 'User requested' })
  })

  test('lets the order fill in part before it takes effect', async () => {
    const account = anAccount()
    await account.control('switches', { cancelPendingSeconds: 5 })
    const txid = await account.place()
    await account.private('CancelOrder', { txid })
    expect(await account.control('fill', { txid, volume: '0.004' })).toEqual({
      txid,
      status: 'open',
      vol_exec: '0.00400000',
    })
    account.wait(5)
    expect(await statusOf(account, txid)).toMatchObject({
      status: 'canceled',
      vol_exec: '0.00400000',
      misc: 'partial',
    })
  })

  test('finds nothing to cancel where the order filled whole', async () => {
    const account = anAccount()
    await account.control('switches', { cancelPendingSeconds: 5 })
    const txid = await account.place()
    await account.private('CancelOrder', { txid })
    await account.control('fill', { txid, volume: '1' })
    account.wait(5)
    expect(await statusOf(account, txid)).toMatchObject({ status: 'closed', vol_exec: '0.01000000' })
  })
})

describe('a fill by hand', () => {
  test('is a maker’s trade at the order’s price, found by its client id too', async () => {
    const account = anAccount()
    const cl_ord_id = 'bw0123456789abcdef'
    const txid = await account.place({ cl_ord_id })
    await account.control('fill', { cl_ord_id, volume: '0.003' })
    const { result } = await account.private('TradesHistory')
    expect(Object.values((result as { trades: object }).trades)[0]).toMatchObject({
      ordertxid: txid,
      price: '10000.00000',
      vol: '0.00300000',
      maker: true,
    })
  })

  test('opens the conditional close of an order that it fills', async () => {
    const account = anAccount()
    const txid = await account.place({ 'close[ordertype]': 'limit', 'close[price]': '900000' })
    await account.control('fill', { txid, volume: '0.01' })
    const [child = ''] = await account.open()
    expect(await statusOf(account, child)).toMatchObject({ refid: txid, vol: '0.01000000' })
  })

  test.each([
    [{ txid: 'ONONE-NONEE-NONEEE', volume: '1' }, 'no such order'],
    [{ volume: '1' }, 'Invalid input'],
  ])('of %j is refused', async (body, error) => {
    const answer = await anAccount().control('fill', body)
    expect(answer).toEqual({ error: expect.stringContaining(error) })
  })
})

test('a CancelOrder that is refused for its rate goes through as a batch', async () => {
  const account = anAccount()
  const txid = await account.place()
  await account.control('faults', {
    path: 'CancelOrder',
    fault: 'rate_limit',
    error: 'EOrder:Rate limit exceeded',
    times: 0,
  })
  expect(await account.private('CancelOrder', { txid })).toEqual({ error: ['EOrder:Rate limit exceeded'] })
  expect(await account.private('CancelOrderBatch', { 'orders[0]': txid })).toEqual({
    error: [],
    result: { count: 1 },
  })
})

describe('ids that CancelOrderBatch does not know', () => {
  test.each([
    ['error_if_all', 'cancelled', 'refused'],
    ['error', 'refused', 'refused'],
    ['ignored', 'cancelled', 'cancelled'],
  ])('with %s: beside a known one %s, alone %s', async (cancelBatchUnknown, beside, alone) => {
    const account = anAccount()
    await account.control('switches', { cancelBatchUnknown })
    const batch = async (ids: readonly string[]) => {
      const named = Object.fromEntries(ids.map((id, index) => [`orders[${index}]`, id]))
      const { error } = await account.private('CancelOrderBatch', named)
      return error[0] === 'EOrder:Unknown order' ? 'refused' : error.length === 0 ? 'cancelled' : error
    }
    const txid = await account.place()
    expect(await batch([txid, 'ONONE-NONEE-NONEEE'])).toEqual(beside)
    expect(await batch(['ONONE-NONEE-NONEEE'])).toEqual(alone)
  })
})
