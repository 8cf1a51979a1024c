import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEmulator } from '../../src/emulator/emulator.ts'
import { type ServedEmulator, serveEmulator } from '../../src/emulator/serve.ts'
import { NOON, sign } from './a-kraken.ts'

const emulator = createEmulator({ seed: 'served', now: () => NOON })
let served: ServedEmulator

beforeAll(async () => {
  served = await serveEmulator(emulator, { host: '127.0.0.1', port: 0 })
})
afterAll(() => served.close())

let nonce = 0
const token = () => {
  const body = `nonce=${++nonce}`
  const path = '/0/private/GetWebSocketsToken'
  return fetch(served.url + path, {
    method: 'POST',
    body,
    headers: {
      'API-Key': emulator.credentials.key,
      'API-Sign': sign(emulator.credentials.secret, path, String(nonce), body),
      'content-type': 'application/x-www-form-urlencoded',
    },
  })
}

const turn = (body: object) =>
  fetch(`${served.url}/__emulator/faults`, { method: 'POST', body: JSON.stringify(body) }).then((answer) =>
    answer.json(),
  )

const log = async (): Promise<unknown[]> => (await fetch(`${served.url}/__emulator/log`)).json()

test('public and private calls are answered over HTTP', async () => {
  const time = await fetch(`${served.url}/0/public/Time`)
  expect(await time.json()).toMatchObject({ error: [], result: { unixtime: NOON / 1000 } })
  expect(await (await token()).json()).toMatchObject({ error: [], result: { expires: 900 } })
})

test('a dropped answer is a reset connection', async () => {
  await turn({ path: 'GetWebSocketsToken', fault: 'drop_after_accept' })
  await expect(token()).rejects.toThrow('fetch failed')
  expect(await (await token()).json()).toMatchObject({ error: [] })
})

test('a client that gives up on a hanging answer leaves the server well', async () => {
  await turn({ path: 'Time', fault: 'hang_after_accept' })
  const before = (await log()).length
  const client = new AbortController()
  const hanging = fetch(`${served.url}/0/public/Time`, { signal: client.signal })
  // Were it to give up before it is heard, the fault would strike the next one.
  while ((await log()).length === before) await new Promise((next) => setTimeout(next, 1))
  client.abort()
  await expect(hanging).rejects.toThrow()
  expect((await fetch(`${served.url}/0/public/Time`)).status).toBe(200)
})

test('a port that is taken is an error', async () => {
  const port = Number(new URL(served.url).port)
  await expect(serveEmulator(emulator, { host: '127.0.0.1', port })).rejects.toThrow('EADDRINUSE')
})
