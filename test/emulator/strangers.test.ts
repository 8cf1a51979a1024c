import { describe, expect, test } from 'vitest'
import { anAccount, RESTING } from './an-account.ts'

describe('a stranger on the key', () => {
  test('raises its nonce, so that ours are bad, and was the last to use it', async () => {
    const account = anAccount()
    await account.private('GetApiKeyInfo')
    account.wait(60)
    const { nonce } = (await account.control('foreign', { nonceAhead: 5_000 })) as { nonce: string }
    expect(BigInt(nonce)).toBe(BigInt(account.now() + 5_000))
    expect(await account.private('GetApiKeyInfo')).toEqual({ error: ['EAPI:Invalid nonce'] })
    const keys = (await account.control('keys')) as readonly { lastUsedAt?: number }[]
    expect(keys[0]?.lastUsedAt).toBe(account.now())
  })

  test('can place an order in our own id form and leave the nonce alone', async () => {
    const account = anAccount()
    const order = { ...RESTING, cl_ord_id: 'bwfedcba9876543210' }
    expect(await account.control('foreign', { order })).toMatchObject({
      result: { txid: [expect.any(String)] },
    })
    const { result } = await account.private('OpenOrders', { cl_ord_id: order.cl_ord_id })
    expect(Object.values((result as { open: object }).open)).toMatchObject([{ cl_ord_id: order.cl_ord_id }])
  })

  test('is refused what Kraken refuses', async () => {
    const order = { ...RESTING, volume: '1000' }
    expect(await anAccount().control('foreign', { order })).toMatchObject({
      error: ['EOrder:Insufficient funds'],
    })
  })
})

describe('a lock-out', () => {
  const badNonce = async (account: ReturnType<typeof anAccount>) =>
    (await account.private('GetApiKeyInfo', { nonce: '1' })).error[0]

  test('comes after too many bad nonces within a minute, refuses stops too, and passes', async () => {
    const account = anAccount()
    await account.control('switches', { lockoutAfter: 3, lockoutSeconds: 900 })
    await account.private('GetApiKeyInfo')
    for (let i = 0; i < 3; i++) expect(await badNonce(account)).toMatch(/^EAPI:Invalid/)
    expect(await account.private('CancelAll')).toEqual({ error: ['EGeneral:Temporary lockout'] })
    account.wait(899)
    expect(await account.private('CancelAll')).toEqual({ error: ['EGeneral:Temporary lockout'] })
    account.wait(1)
    expect(await account.private('CancelAll')).toMatchObject({ error: [] })
  })

  test('does not come where the bad ones lie further apart', async () => {
    const account = anAccount()
    await account.control('switches', { lockoutAfter: 3 })
    for (let i = 0; i < 6; i++) {
      await badNonce(account)
      account.wait(31)
    }
    expect(await account.private('CancelAll')).toMatchObject({ error: [] })
  })

  test('can be set and lifted by hand, for one key alone', async () => {
    const account = anAccount()
    const other = await account.mint(['query-funds'])
    await account.control('keys', { name: 'main', lockedSeconds: 900 })
    expect(await account.private('GetApiKeyInfo')).toEqual({ error: ['EGeneral:Temporary lockout'] })
    expect(await account.private('GetApiKeyInfo', {}, other)).toMatchObject({ error: [] })
    await account.control('keys', { name: 'main', lockedSeconds: 0 })
    expect(await account.private('GetApiKeyInfo')).toMatchObject({ error: [] })
  })
})

describe('maintenance', () => {
  const HALT = { startsIn: 600, lastsSeconds: 300 }

  test('is announced, begins and ends at its times', async () => {
    const account = anAccount()
    await account.control('maintenance', HALT)
    const expected_start_utc = '2026-11-20T12:10:30Z'
    expect(await account.public('SystemStatus')).toMatchObject({
      result: { status: 'online', upcoming_maintenance: [{ expected_start_utc }] },
    })
    expect(await account.public('MaintenanceSchedule')).toMatchObject({
      result: { events: [{ expected_start_utc, time_to_start_s: 600 }, {}] },
    })
    account.wait(600)
    expect(await account.public('SystemStatus')).toMatchObject({ result: { status: 'maintenance' } })
    expect(await account.private('CancelAll')).toEqual({ error: ['EService:Unavailable'] })
    account.wait(300)
    expect(await account.public('SystemStatus')).toMatchObject({ result: { status: 'online' } })
    expect(await account.private('CancelAll')).toMatchObject({ error: [] })
  })

  test('can come unannounced and end in steps', async () => {
    const account = anAccount()
    await account.control('maintenance', [
      { lastsSeconds: 60, announced: false },
      { startsIn: 60, lastsSeconds: 60, status: 'cancel_only', announced: false },
      { startsIn: 120, lastsSeconds: 60, status: 'post_only', announced: false },
    ])
    const errors = []
    for (let i = 0; i < 4; i++) {
      errors.push((await account.add()).error[0])
      account.wait(60)
    }
    expect(errors).toEqual([
      'EService:Unavailable',
      'EService:Market in cancel_only mode',
      'EService:Market in post_only mode',
      undefined,
    ])
    expect(await account.public('MaintenanceSchedule')).toMatchObject({ result: { events: { length: 1 } } })
  })

  test('can be called off', async () => {
    const account = anAccount()
    await account.control('maintenance', HALT)
    expect(await account.control('maintenance', undefined, 'DELETE')).toEqual([])
    account.wait(600)
    expect(await account.public('SystemStatus')).toMatchObject({ result: { status: 'online' } })
  })
})
