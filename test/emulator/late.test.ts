import { describe, expect, test } from 'vitest'
import { sign } from './a-kraken.ts'
import { anAccount, RESTING } from './an-account.ts'

const arrived = async (account: ReturnType<typeof anAccount>) => {
  while (!(await account.log()).some(({ error }) => error === 'fault: late'))
    await new Promise((next) => setTimeout(next, 1))
}

describe('a late call', () => {
  test('lands after the CancelAll that overtook it, although its nonce is lower', async () => {
    const account = anAccount()
    await account.control('faults', { path: 'AddOrder', fault: 'late_drop', ms: 4_000 })
    await expect(account.add({ deadline: account.deadline(6) })).rejects.toThrow('dropped')
    expect(await account.private('CancelAll')).toMatchObject({ error: [] })
    expect(await account.open()).toEqual([])
    account.wait(4)
    expect(await account.open()).toHaveLength(1)
  })

  test('is answered when it lands, to who still waits', async () => {
    const account = anAccount()
    await account.control('faults', { path: 'AddOrder', fault: 'late', ms: 5_500 })
    const hanging = account.add({ deadline: account.deadline(6) })
    await arrived(account)
    expect(await account.open()).toEqual([])
    account.wait(5.5)
    const open = await account.open()
    expect(open).toHaveLength(1)
    expect(await hanging).toMatchObject({ error: [], result: { txid: open } })
  })

  test('lands although its client went away', async () => {
    const account = anAccount()
    await account.control('faults', { path: 'AddOrder', fault: 'late', ms: 2_000 })
    const client = new AbortController()
    const nonce = account.nextNonce()
    const body = new URLSearchParams({ nonce, ...RESTING }).toString()
    const path = '/0/private/AddOrder'
    const { key, secret } = account.emulator.credentials
    const headers = {
      'API-Key': key,
      'API-Sign': sign(secret, path, nonce, body),
      'content-type': 'application/x-www-form-urlencoded',
    }
    const hanging = account.send(path, { method: 'POST', body, headers, signal: client.signal })
    await arrived(account)
    client.abort(new Error('gone'))
    await expect(hanging).rejects.toThrow('gone')
    await account.control('clock', { advance: 2 })
    expect(await account.open()).toHaveLength(1)
  })

  test('is refused when its deadline has passed by then', async () => {
    const account = anAccount()
    await account.control('faults', { path: 'AddOrder', fault: 'late', ms: 6_001 })
    const hanging = account.add({ deadline: account.deadline(6) })
    await arrived(account)
    account.wait(10)
    expect(await account.open()).toEqual([])
    expect(await hanging).toEqual({ error: ['EService:Deadline elapsed'] })
  })

  test('lands at its own moment, however late somebody looks', async () => {
    const account = anAccount()
    const start = account.now()
    await account.control('faults', { path: 'AddOrder', fault: 'late_drop', ms: 3_000 })
    await expect(account.add()).rejects.toThrow('dropped')
    account.wait(60)
    await account.open()
    const landed = (await account.log()).filter(({ processed }) => processed)
    expect(landed[0]).toMatchObject({ path: '/0/private/AddOrder', at: start + 3_000 })
  })

  test('with a bad nonce is refused at once', async () => {
    const account = anAccount()
    await account.control('foreign', { nonceAhead: 60_000 })
    await account.control('faults', { path: 'AddOrder', fault: 'late', ms: 4_000 })
    expect(await account.add()).toEqual({ error: ['EAPI:Invalid nonce'] })
  })

  test.each([
    ['AddOrderBatch', async () => [] as string[]],
    ['AmendOrder', async (account: ReturnType<typeof anAccount>) => [await account.place()]],
  ])('can be an %s', async (path, prepare) => {
    const account = anAccount()
    const [txid = ''] = await prepare(account)
    await account.control('faults', { path, fault: 'late_drop', ms: 1_000 })
    const params: Record<string, string> =
      path === 'AmendOrder'
        ? { txid, limit_price: '9000' }
        : { pair: 'XBTUSD', orders: JSON.stringify([RESTING, RESTING]) }
    await expect(account.private(path, params)).rejects.toThrow('dropped')
    account.wait(1)
    await account.open()
    expect(
      (await account.log()).find((entry) => entry.path === `/0/private/${path}` && entry.processed),
    ).toEqual(expect.not.objectContaining({ error: expect.anything() }))
  })
})

describe('a request that is delivered twice', () => {
  test('is placed once, and its client hears only that the nonce was bad', async () => {
    const account = anAccount()
    await account.control('faults', { path: 'AddOrder', fault: 'duplicate' })
    expect(await account.add()).toEqual({ error: ['EAPI:Invalid nonce'] })
    expect(await account.open()).toHaveLength(1)
  })

  test('is placed twice where the key has a nonce window', async () => {
    const account = anAccount()
    await account.control('keys', { name: 'main', nonceWindow: 5_000 })
    await account.control('faults', { path: 'AddOrder', fault: 'duplicate' })
    expect(await account.add()).toMatchObject({ error: [] })
    expect(await account.open()).toHaveLength(2)
  })
})

describe('an answer that says Unavailable', () => {
  test.each([
    ['error', 0],
    ['error_after_accept', 1],
  ])('as the fault %s leaves %i orders', async (fault, orders) => {
    const account = anAccount()
    await account.control('faults', { path: 'AddOrder', fault, error: 'EService:Unavailable' })
    expect(await account.add()).toEqual({ error: ['EService:Unavailable'] })
    expect(await account.open()).toHaveLength(orders)
  })

  test.each([
    [false, 0],
    [true, 1],
  ])('with unavailableExecutes %s leaves %i orders', async (unavailableExecutes, orders) => {
    const account = anAccount()
    await account.control('switches', { unavailableExecutes })
    await account.control('faults', { path: 'AddOrder', fault: 'unavailable' })
    expect(await account.add()).toEqual({ error: ['EService:Unavailable'] })
    expect(await account.open()).toHaveLength(orders)
  })
})
