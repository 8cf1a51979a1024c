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

test.each([
  ['answers HTML', { fault: 'html' }],
  ['drops the answer', { fault: 'drop_after_accept' }],
  ['answers 502 after it took the order', { fault: 'status_after_accept', status: 502 }],
])('where Kraken %s, an order is uncertain and is sent once', async (_, fault) => {
  const { token } = await aCaller()
  const before = await emulatorLog()
  await turn('faults', { path: 'AddOrder', times: 0, ...fault })
  expect((await call(token, 'add_order', ORDER)).answer).toMatchObject({
    error: { kind: 'uncertain', message: expect.stringContaining('uncertain'), hint: expect.any(String) },
  })
  const sent = (await emulatorLog()).slice(before.length).filter(({ path }) => path === '/0/private/AddOrder')
  expect(sent).toHaveLength(1)
})

test('in maintenance Kraken’s "Unavailable" leaves an order uncertain, and says where to look', async () => {
  const { token } = await aCaller()
  await turn('switches', { status: 'maintenance' })
  expect(await call(token, 'add_order', ORDER)).toMatchObject({
    isError: true,
    answer: {
      error: {
        kind: 'uncertain',
        message: expect.stringContaining('uncertain'),
        hint: expect.stringContaining('get_open_orders'),
        kraken: 'EService:Unavailable',
      },
    },
  })
})
