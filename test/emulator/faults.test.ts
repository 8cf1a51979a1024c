import { describe, expect, test } from 'vitest'
import { aKraken } from './a-kraken.ts'

const TOKEN = 'GetWebSocketsToken'

/** An emulator whose sleeps end when the test says so. */
const aSleeper = () => {
  const sleeps: { readonly ms: number; wake: () => void }[] = []
  const kraken = aKraken({
    sleep: (ms) => new Promise((wake) => sleeps.push({ ms, wake })),
  })
  const slept = async () => {
    while (sleeps.length === 0) await new Promise((next) => setTimeout(next, 1))
    return sleeps.shift() ?? { ms: 0, wake: () => {} }
  }
  return { kraken, slept }
}

const wereProcessed = async (kraken: ReturnType<typeof aKraken>) =>
  (await kraken.log()).map(({ processed }) => processed)

describe('before the call', () => {
  test.each([
    [{ fault: 'status' }, 502],
    [{ fault: 'status', status: 520 }, 520],
    [{ fault: 'html' }, 502],
    [{ fault: 'html', status: 200 }, 200],
  ])('%j answers in its stead, and nothing was carried out', async (fault, status) => {
    const kraken = aKraken()
    await kraken.control('faults', { path: TOKEN, ...fault })
    const answer = await kraken.post(TOKEN)
    expect(answer.status).toBe(status)
    expect(await wereProcessed(kraken)).toEqual([false])
  })

  test.each([
    [{ fault: 'invalid_nonce' }, 'EAPI:Invalid nonce'],
    [{ fault: 'rate_limit' }, 'EAPI:Rate limit exceeded'],
    [{ fault: 'error', error: 'EService:Busy' }, 'EService:Busy'],
  ])('%j answers with Kraken’s error', async (fault, error) => {
    const kraken = aKraken()
    await kraken.control('faults', { path: TOKEN, ...fault })
    expect(await kraken.private(TOKEN)).toEqual({ error: [error] })
    expect(await wereProcessed(kraken)).toEqual([false])
  })

  test('a delayed call does not hold up the next one', async () => {
    const { kraken, slept } = aSleeper()
    await kraken.control('faults', { path: 'Time', fault: 'delay', ms: 5_000 })
    const delayed = kraken.public('Time')
    const sleep = await slept()
    expect(sleep.ms).toBe(5_000)
    expect(await kraken.private(TOKEN)).toMatchObject({ error: [] })
    sleep.wake()
    expect(await delayed).toMatchObject({ error: [] })
  })

  test('a dropped connection rejects', async () => {
    const kraken = aKraken()
    await kraken.control('faults', { path: TOKEN, fault: 'drop' })
    await expect(kraken.post(TOKEN)).rejects.toThrow('dropped')
    expect(await wereProcessed(kraken)).toEqual([false])
  })
})

describe('after the call was carried out', () => {
  test('a hanging answer comes when its time is over; meanwhile others are answered', async () => {
    const { kraken, slept } = aSleeper()
    await kraken.control('faults', { path: TOKEN, fault: 'hang_after_accept', ms: 30_000 })
    const hanging = kraken.private(TOKEN)
    const sleep = await slept()
    expect(sleep.ms).toBe(30_000)
    expect(await wereProcessed(kraken)).toEqual([true])
    expect(await kraken.private('GetApiKeyInfo')).toMatchObject({ error: [] })
    sleep.wake()
    expect(await hanging).toMatchObject({ error: [], result: { expires: 900 } })
  })

  test('a client that goes away ends the hanging', async () => {
    const { kraken, slept } = aSleeper()
    await kraken.control('faults', { path: 'Time', fault: 'hang' })
    const client = new AbortController()
    const hanging = kraken.send('/0/public/Time', { signal: client.signal })
    await slept()
    client.abort(new Error('gone'))
    await expect(hanging).rejects.toThrow('gone')
  })

  test('a dropped answer leaves the call done', async () => {
    const kraken = aKraken()
    await kraken.control('faults', { path: 'CreateSubaccount', fault: 'drop_after_accept' })
    const call = () => kraken.private('CreateSubaccount', { username: 'twice', email: 'twice@example.com' })
    await expect(call()).rejects.toThrow('dropped')
    expect(await call()).toEqual({ error: ['EGeneral:Invalid arguments:username'] })
  })

  test.each(['status_after_accept', 'html_after_accept'])('%s hides a call that was done', async (fault) => {
    const kraken = aKraken()
    await kraken.control('faults', { path: 'CreateSubaccount', fault })
    const call = () => kraken.post('CreateSubaccount', { username: 'twice', email: 'twice@example.com' })
    expect((await call()).status).toBe(502)
    expect(await (await call()).json()).toEqual({ error: ['EGeneral:Invalid arguments:username'] })
  })
})

test('the log knows a call that a fault kept from Kraken, with its nonce', async () => {
  const kraken = aKraken()
  await kraken.control('faults', { path: 'WithdrawInfo', fault: 'status' })
  await kraken.post('WithdrawInfo', { asset: 'XBT' })
  expect(await kraken.log()).toEqual([
    {
      at: expect.any(Number),
      path: '/0/private/WithdrawInfo',
      nonce: expect.stringMatching(/^\d+$/),
      params: { asset: 'XBT' },
      error: 'fault: status',
      processed: false,
    },
  ])
})

describe('counting', () => {
  test('a fault strikes as often as asked, after as many calls as asked, on its own path', async () => {
    const kraken = aKraken()
    await kraken.control('faults', { path: 'Time', fault: 'rate_limit', times: 2, skip: 1 })
    const errors = []
    for (let i = 0; i < 5; i++) {
      errors.push((await kraken.public('Time')).error.length)
      expect(await kraken.public('SystemStatus')).toMatchObject({ error: [] })
    }
    expect(errors).toEqual([0, 1, 1, 0, 0])
  })

  test('times 0 strikes until cleared, and * is every path', async () => {
    const kraken = aKraken()
    await kraken.control('faults', { path: '*', fault: 'rate_limit', times: 0 })
    for (const path of ['Time', 'SystemStatus', 'Time'])
      expect((await kraken.public(path)).error).toHaveLength(1)
    await kraken.control('faults', undefined, 'DELETE')
    expect(await kraken.public('Time')).toMatchObject({ error: [] })
    await kraken.control('faults', { path: '*', fault: 'rate_limit', times: 0 })
    await kraken.control('faults', { clear: true })
    expect(await kraken.public('Time')).toMatchObject({ error: [] })
  })

  test('a fault that nobody knows is refused', async () => {
    const answer = await aKraken().send('/__emulator/faults', {
      method: 'POST',
      body: JSON.stringify({ path: 'Time', fault: 'earthquake' }),
    })
    expect(answer.status).toBe(400)
  })
})

test('a delayed call that was overtaken has an old nonce', async () => {
  const { kraken, slept } = aSleeper()
  await kraken.control('faults', { path: TOKEN, fault: 'delay', ms: 100 })
  const delayed = kraken.private(TOKEN)
  const sleep = await slept()
  expect(await kraken.private(TOKEN)).toMatchObject({ error: [] })
  sleep.wake()
  expect(await delayed).toEqual({ error: ['EAPI:Invalid nonce'] })
})
