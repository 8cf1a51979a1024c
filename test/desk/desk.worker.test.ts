import { expect, test } from 'vitest'
import { emulatorLog, turn } from '../http/a-caller.ts'
import { aDesk } from './a-desk.ts'

const seen = async (name: string) => (await emulatorLog()).filter(({ path }) => path?.endsWith(`/${name}`))

const order = (pair: string) => ({
  pair,
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  validate: true,
})

test('BTC/USD, XBT/USD, XBTUSD, XXBTZUSD and btc/usd all reach Kraken as the one name it takes', async () => {
  const desk = aDesk()
  for (const pair of ['BTC/USD', 'XBT/USD', 'XBTUSD', 'XXBTZUSD', 'btc/usd'])
    await desk.use('add_order', order(pair))
  const names = (await seen('AddOrder')).map((entry) => (entry as { params: { pair: string } }).params.pair)
  expect(names).toEqual(Array(5).fill('XBTUSD'))
})

test('a pair that does not exist is refused with the nearest names, and nothing is sent', async () => {
  const desk = aDesk()
  await desk.use('get_ticker', { pair: ['BTC/USD'] })
  await fetch('http://127.0.0.1:1/__emulator/log', { method: 'DELETE' })
  await expect(desk.use('add_order', order('BTC/USDD'))).rejects.toMatchObject({
    kind: 'invalid',
    code: 'unknown_pair',
    hint: expect.stringContaining('BTC/USD'),
  })
  expect(await emulatorLog()).toEqual([])
})

test('those who ask for the same public data at the same time share one request, and later ones its answer', async () => {
  const desk = aDesk()
  const pair = ['SOL/USD']
  await desk.use('get_ticker', { pair: ['ETH/USD'] })
  await fetch('http://127.0.0.1:1/__emulator/log', { method: 'DELETE' })
  const answers = await Promise.all(Array.from({ length: 20 }, () => desk.use('get_ticker', { pair })))
  expect(await seen('Ticker')).toHaveLength(1)
  expect(new Set(answers.map(({ result }) => JSON.stringify(result))).size).toBe(1)
  const later = await desk.use('get_ticker', { pair })
  expect(later.ageMs).toBeGreaterThanOrEqual(0)
})

test('a lost public answer is asked for once more', async () => {
  const desk = aDesk()
  await turn('faults', { path: 'Time', fault: 'status', status: 502 })
  await expect(desk.use('get_server_time')).resolves.toMatchObject({
    result: { unixtime: expect.any(Number) },
  })
})

test('private answers never come from a cache', async () => {
  const desk = aDesk()
  await desk.use('get_account_balance')
  const again = await desk.use('get_account_balance')
  expect(again.ageMs).toBeUndefined()
  expect(await seen('Balance')).toHaveLength(2)
})
