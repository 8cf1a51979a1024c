import { createServer, type ServerResponse } from 'node:http'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createAlertDelivery } from '../../src/exchange/alert-delivery.ts'
import { createAlerts } from '../../src/exchange/alerts.ts'
import { createFailures } from '../../src/exchange/owner-failures.ts'
import { createStates } from '../../src/exchange/states.ts'
import { anAccount } from '../support/account.ts'
import { command, resultOf } from '../support/owner.ts'
import { aDatabase } from '../support/sql.ts'

const START = 1_790_000_000_000
const MINUTE = 60_000

/** A real webhook on this machine; `answer` decides what it says. */
const aWebhook = async (answer: (response: ServerResponse) => void = (response) => response.end('ok')) => {
  const got: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    got.push(JSON.parse(Buffer.concat(chunks).toString()))
    answer(response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}/hook?secret=canary`, got }
}

/** Alerts and their delivery at a time that the test sets, over a real network; timers fire when the test says so. */
const aDelivery = (url: string | undefined) => {
  const time = { now: START }
  const timers = new Map<() => void, number>()
  const clock = {
    now: () => time.now,
    after(ms: number, then: () => void) {
      timers.set(then, ms)
      return () => void timers.delete(then)
    },
  }
  const sql = aDatabase()
  const alerts = createAlerts(sql)
  const source = { account: 'live', exchange: 'emulator' }
  const duty = createAlertDelivery({ alerts, url, source, fetch, clock })
  const ring = async () => {
    const due = duty.dueAt()
    if (due !== undefined && due <= time.now) await duty.run(time.now)
  }
  return { time, alerts, ring, duty, timers }
}

test('an alert is one JSON POST, delivered once', async () => {
  const { url, got } = await aWebhook()
  const { alerts, ring, duty } = aDelivery(url)
  alerts.raise('kill_switch', { reason: 'test' }, START)
  await ring()
  await ring()
  expect(got).toEqual([
    {
      event: 'kill_switch',
      at: new Date(START).toISOString(),
      account: 'live',
      exchange: 'emulator',
      facts: { reason: 'test' },
    },
  ])
  expect(duty.dueAt()).toBeUndefined()
  expect(alerts.unheard(0)).toEqual([])
})

test('a webhook that fails is tried again after 1, 5 and 30 minutes, then each 2 hours, and given up after a day', async () => {
  const { url, got } = await aWebhook((response) => response.writeHead(500).end())
  const { time, alerts, ring, duty } = aDelivery(url)
  alerts.raise('kill_switch', {}, START)
  const tries: number[] = []
  for (let due = duty.dueAt(); due !== undefined; due = duty.dueAt()) {
    time.now = due
    await ring()
    tries.push((due - START) / MINUTE)
  }
  expect(tries.slice(0, 6)).toEqual([0, 1, 6, 36, 156, 276])
  expect(tries.at(-1)).toBeLessThanOrEqual(24 * 60)
  expect(got).toHaveLength(tries.length)
  expect(alerts.unheard(0)).toEqual([expect.stringContaining('kill_switch')])
})

// A clock that had run ahead left alerts waiting for a time that lay days away.
test('after the clock has stepped back an alert does not wait for the time that was', async () => {
  const { url, got } = await aWebhook()
  const { time, alerts, ring, duty } = aDelivery(url)
  alerts.raise('kill_switch', {}, START + 3 * 1_440 * MINUTE)
  expect(duty.dueAt()).toBe(0)
  await ring()
  expect(got).toHaveLength(1)
  expect(time.now).toBe(START)
  expect(duty.dueAt()).toBeUndefined()
})

test('a redirect is no delivery and is not followed', async () => {
  const target = await aWebhook()
  const { url } = await aWebhook((response) => response.writeHead(307, { location: target.url }).end())
  const { alerts, ring } = aDelivery(url)
  alerts.raise('kill_switch', {}, START)
  await ring()
  expect(target.got).toEqual([])
  expect(alerts.unheard(0)).toHaveLength(1)
})

test('a webhook that never answers is given up on after five seconds, whatever waits behind it', async () => {
  const heard: unknown[] = []
  const { url } = await aWebhook((response) => void heard.push(response))
  const { alerts, ring, timers } = aDelivery(url)
  for (let count = 0; count < 3; count += 1) alerts.raise('kill_switch', { count }, START)
  const ringing = ring()
  await vi.waitFor(() => expect(heard).toHaveLength(3), 20_000)
  expect([...timers.values()]).toEqual([5_000])
  for (const fire of timers.keys()) fire()
  await ringing
  expect(alerts.list(10).map(({ tries }) => tries)).toEqual([1, 1, 1])
})

test('without a URL alerts are kept, and shown to the owner and in what /ready warns of', async () => {
  const house = anAccount()
  const killed = resultOfKill(house)
  await house.clock.advance(30_000)
  await killed
  expect(resultOf(await command(house, 'alerts'))).toMatchObject({
    alerts: [{ event: 'kill_switch', sent_at: null, tries: 0 }],
  })
  expect(resultOf(await command(house, 'audit')).warnings).toEqual([expect.stringContaining('kill_switch')])
  expect((await house.account.status()).warnings).toContainEqual(expect.stringContaining('kill_switch'))
})

test('a job that fails is told of at the third time in a row, once until it works', () => {
  const sql = aDatabase()
  const alerts = createAlerts(sql)
  const failures = createFailures(createStates(sql), alerts)
  failures.failed('archive', START)
  failures.failed('archive', START)
  failures.worked('archive')
  failures.failed('archive', START)
  failures.failed('archive', START)
  expect(alerts.list(10)).toEqual([])
  for (let count = 0; count < 5; count += 1) failures.failed('archive', START)
  expect(alerts.list(10)).toMatchObject([{ event: 'job_failing', facts: { job: 'archive', times: 3 } }])
})

test('a key that ends within a week is told of once a day', async () => {
  const house = anAccount()
  const expiries = () => house.sql.run("SELECT facts FROM alerts WHERE event = 'key_expires'").length
  const info = resultOf(await house.call('get_api_key_info'))
  house.garble('GetApiKeyInfo', {
    error: [],
    result: {
      ...info,
      valid_until: String(START / 1000 + 3 * 86_400),
      validUntil: String(START / 1000 + 3 * 86_400),
    },
  })
  house.restart()
  await house.clock.advance(10 * MINUTE)
  expect(expiries()).toBe(1)
  await house.clock.advance(24 * 60 * MINUTE)
  expect(expiries()).toBe(2)
})

const resultOfKill = (house: ReturnType<typeof anAccount>) =>
  house.call('activate_kill_switch', { reason: 'test' })
