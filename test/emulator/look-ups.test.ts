import { describe, expect, test } from 'vitest'
import { anAccount } from './an-account.ts'

const ID = 'bw0123456789abcdef'

const shownBy = async (account: ReturnType<typeof anAccount>, txid: string) => {
  const closed = await account.private('ClosedOrders')
  return {
    open: (await account.open()).includes(txid),
    closed: JSON.stringify(closed.result).includes(txid),
    queried: (await account.private('QueryOrders', { txid })).error.length === 0,
  }
}
const NOWHERE = { open: false, closed: false, queried: false }

describe('a hidden order', () => {
  test('is in no query until its time is over, by a fault on the call that placed it', async () => {
    const account = anAccount()
    await account.control('faults', { path: 'AddOrder', fault: 'hide', ms: 20_000 })
    const hidden = await account.place()
    const shown = await account.place()
    expect(await shownBy(account, hidden)).toEqual(NOWHERE)
    expect(await account.open()).toEqual([shown])
    account.wait(20)
    expect(await shownBy(account, hidden)).toEqual({ open: true, closed: false, queried: true })
  })

  test('stays hidden when it is cancelled, and every order is hidden by the switch', async () => {
    const account = anAccount()
    await account.control('switches', { hideSeconds: 30 })
    const txid = await account.place()
    expect(await account.private('CancelOrder', { txid })).toMatchObject({ result: { count: 1 } })
    expect(await shownBy(account, txid)).toEqual(NOWHERE)
    account.wait(30)
    expect(await shownBy(account, txid)).toEqual({ open: false, closed: true, queried: true })
  })
})

test('a look-up can fail on its second page', async () => {
  const account = anAccount()
  await account.control('faults', { path: 'ClosedOrders', fault: 'status', skip: 1 })
  expect((await account.post('ClosedOrders')).status).toBe(200)
  expect((await account.post('ClosedOrders', { ofs: '50' })).status).toBe(502)
  expect((await account.post('ClosedOrders', { ofs: '50' })).status).toBe(200)
})

describe('a restricted key', () => {
  test('sees no order from before its query window, and says so', async () => {
    const account = anAccount()
    const before = await account.place()
    account.wait(100)
    const from = account.now() / 1000
    await account.control('keys', { name: 'main', queryFrom: from })
    const after = await account.place()
    expect(await account.open()).toEqual([after])
    expect(await account.private('QueryOrders', { txid: before })).toEqual({
      error: ['EOrder:Unknown order'],
    })
    const { result } = await account.private('GetApiKeyInfo')
    expect(result).toMatchObject({ queryFrom: String(Math.floor(from)), queryTo: '0' })
    await account.control('keys', { name: 'main', queryFrom: 0 })
    expect(await account.open()).toEqual([after, before])
  })

  test('sees neither orders nor trades nor ledger from after its query window', async () => {
    const account = anAccount()
    await account.control('keys', { name: 'main', queryTo: 1 })
    await account.place()
    expect(await account.open()).toEqual([])
    expect(await account.private('TradesHistory')).toMatchObject({ result: { trades: {}, count: 0 } })
    expect(await account.private('Ledgers')).toMatchObject({ result: { ledger: {}, count: 0 } })
  })

  test('ends at the time it shows', async () => {
    const account = anAccount()
    const validUntil = account.now() / 1000 + 60
    await account.control('keys', { name: 'main', validUntil })
    expect((await account.private('GetApiKeyInfo')).result).toMatchObject({
      validUntil: String(Math.floor(validUntil)),
    })
    account.wait(60)
    expect(await account.private('GetApiKeyInfo')).toEqual({ error: ['EAPI:Invalid key'] })
  })
})

describe('what no source confirms is a switch', () => {
  test('the words for a client id that is open already', async () => {
    const account = anAccount()
    await account.place({ cl_ord_id: ID })
    expect(await account.add({ cl_ord_id: ID })).toEqual({ error: ['EOrder:cl_ord_id already in use'] })
    await account.control('switches', { duplicateClientId: 'EOrder:Duplicate order' })
    expect(await account.add({ cl_ord_id: ID })).toEqual({ error: ['EOrder:Duplicate order'] })
  })

  test('whether QueryOrders finds an order by its client id', async () => {
    const account = anAccount()
    const txid = await account.place({ cl_ord_id: ID })
    await account.place()
    expect(await account.private('QueryOrders', { cl_ord_id: ID })).toEqual({
      error: ['EGeneral:Invalid arguments:txid'],
    })
    await account.control('switches', { queryByClientId: true })
    const { result } = await account.private('QueryOrders', { cl_ord_id: ID })
    expect(Object.keys(result ?? {})).toEqual([txid])
  })

  test.each(['0', ''])('the trigger time of a dead-man timer that is off: "%s"', async (deadManOff) => {
    const account = anAccount()
    await account.control('switches', { deadManOff })
    expect(await account.private('CancelAllOrdersAfter', { timeout: '0' })).toMatchObject({
      result: { triggerTime: deadManOff },
    })
  })

  test.each([
    ['ClosedOrders', 4, 3],
    ['TradesHistory', 1, 15],
    ['CancelAll', 0, 16],
  ])('what a call costs: %s at %d points passes %d times in a burst of 16', async (path, points, passes) => {
    const account = anAccount({ tier: 'starter' })
    await account.control('switches', { costs: { [path]: points } })
    const burst = await Promise.all(Array.from({ length: 16 }, () => account.private(path)))
    expect(burst.filter(({ error }) => error.length === 0)).toHaveLength(passes)
  })
})
