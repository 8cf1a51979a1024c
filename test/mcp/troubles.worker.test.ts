import { afterEach, expect, test } from 'vitest'
import { aCaller, call, emulatorLog, turn } from '../http/a-caller.ts'

afterEach(async () => {
  await turn('faults', { clear: true })
  await turn('switches', { status: 'online' })
})

const ORDER = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', price: '10000', volume: '0.01' }

test.each([
  ['answers HTML', { fault: 'html' }],
  ['answers 502', { fault: 'status', status: 502 }],
  ['drops the connection', { fault: 'drop' }],
])('where Kraken %s, a read is unavailable and the words are ours', async (_, fault) => {
  const { token } = await aCaller()
  await turn('faults', { path: 'Balance', times: 0, ...fault })
  const { answer, text } = await call(token, 'get_account_balance')
  expect(answer).toMatchObject({ error: { kind: 'unavailable', hint: expect.any(String) } })
  expect(text).not.toMatch(/<html|<!doctype/i)
})

test('where Kraken drops the answer after it took the order, the order is found and was sent once', async () => {
  const { token } = await aCaller()
  const before = await emulatorLog()
  await turn('faults', { path: 'AddOrder', fault: 'drop_after_accept' })
  // Short, so that the first look comes soon; not so short that a slow machine misses it.
  const deadline = new Date(Date.now() + 4_000).toISOString()
  const { answer } = await call(token, 'add_order', { ...ORDER, deadline })
  expect(answer).toMatchObject({ txid: [expect.any(String)], _note: expect.stringContaining('found') })
  const sent = (await emulatorLog()).slice(before.length).filter(({ path }) => path === '/0/private/AddOrder')
  expect(sent).toHaveLength(1)
})
