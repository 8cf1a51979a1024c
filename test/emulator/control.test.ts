import { describe, expect, test } from 'vitest'
import { aKraken, NOON } from './a-kraken.ts'

const unixtime = async (kraken: ReturnType<typeof aKraken>) =>
  ((await kraken.public('Time')).result as { unixtime: number }).unixtime

describe('the clock', () => {
  test('advances, is set, stands still and goes on', async () => {
    let real = NOON
    const kraken = aKraken({ now: () => real })
    await kraken.control('clock', { advance: 3_600 })
    expect(await unixtime(kraken)).toBe(NOON / 1000 + 3_600)
    await kraken.control('clock', { set: 2_000_000_000 })
    real += 5_000
    expect(await unixtime(kraken)).toBe(2_000_000_005)
    await kraken.control('clock', { freeze: true })
    real += 5_000
    expect(await unixtime(kraken)).toBe(2_000_000_005)
    await kraken.control('clock', { advance: 10 })
    expect(await unixtime(kraken)).toBe(2_000_000_015)
    await kraken.control('clock', { freeze: false })
    real += 1_000
    expect(await unixtime(kraken)).toBe(2_000_000_016)
  })

  test('is the Date header’s too', async () => {
    const kraken = aKraken()
    await kraken.control('clock', { set: 2_000_000_000 })
    const answer = await kraken.send('/0/public/Time')
    expect(Date.parse(answer.headers.get('date') ?? '')).toBe(2_000_000_000_000)
  })
})

describe('the log', () => {
  test('says what came in which order, what was refused, and what was carried out', async () => {
    const kraken = aKraken()
    const stranger = await kraken.mint([])
    await kraken.public('Ticker?pair=BTC/USD')
    await kraken.private('WithdrawInfo', { asset: 'XBT', key: 'hot', amount: '1' })
    await kraken.private('CreditLines', {}, stranger)
    expect(await kraken.log()).toMatchObject([
      { at: NOON, path: '/0/public/Ticker', params: { pair: 'BTC/USD' }, processed: true },
      {
        path: '/0/private/WithdrawInfo',
        params: { key: 'hot' },
        error: 'EFunding:Unknown withdraw key',
        processed: true,
      },
      { path: '/0/private/CreditLines', error: 'EGeneral:Permission denied', processed: false },
    ])
  })

  test('never has a key or a signature, and can be emptied', async () => {
    const kraken = aKraken()
    await kraken.private('GetApiKeyInfo')
    const { key, secret } = kraken.emulator.credentials
    const text = JSON.stringify(await kraken.log())
    expect(text).toContain('GetApiKeyInfo')
    expect([text.includes(key), text.includes(secret)]).toEqual([false, false])
    await kraken.control('log', undefined, 'DELETE')
    expect(await kraken.log()).toEqual([])
  })
})

describe('switches', () => {
  test('GetApiKeyInfo answers in either spelling', async () => {
    const kraken = aKraken()
    const { result } = await kraken.private('GetApiKeyInfo')
    expect(result).toMatchObject({ apiKeyName: 'main', nonceWindow: 0, ipAllowlist: [] })
    await kraken.control('switches', { keyInfo: 'snake' })
    expect((await kraken.private('GetApiKeyInfo')).result).toMatchObject({
      api_key_name: 'main',
      nonce_window: '0',
      ip_allowlist: [''],
    })
  })

  const order = {
    pair: 'XBTUSD',
    type: 'buy',
    ordertype: 'limit',
    volume: '0.01',
    price: '10000',
    validate: 'true',
  }

  test.each([
    ['maintenance', 'AddOrder', order, 'EService:Unavailable'],
    ['maintenance', 'CancelAll', {}, 'EService:Unavailable'],
    ['cancel_only', 'AddOrder', order, 'EService:Market in cancel_only mode'],
    ['cancel_only', 'CancelAll', {}, undefined],
    ['post_only', 'AddOrder', order, 'EService:Market in post_only mode'],
    ['post_only', 'AddOrder', { ...order, oflags: 'post' }, undefined],
    ['online', 'AddOrder', order, undefined],
  ])('in %s, %s %j answers %s', async (status, path, params, error) => {
    const kraken = aKraken()
    await kraken.control('switches', { status })
    expect(await kraken.public('SystemStatus')).toMatchObject({ result: { status } })
    expect((await kraken.private(path, params)).error[0]).toBe(error)
  })
})

test('reset makes the world new and keeps the key', async () => {
  const kraken = aKraken()
  const before = kraken.emulator.snapshot()
  await kraken.private('Withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' })
  await kraken.control('clock', { advance: 60 })
  expect(kraken.emulator.snapshot()).not.toBe(before)
  await kraken.control('reset', {})
  expect(kraken.emulator.snapshot()).toBe(before)
  expect(await kraken.private('GetApiKeyInfo')).toMatchObject({ error: [] })
})

test('an unknown control path names the known ones', async () => {
  const answer = await aKraken().send('/__emulator/weather')
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ known: expect.arrayContaining(['faults', 'clock', 'log']) })
})
