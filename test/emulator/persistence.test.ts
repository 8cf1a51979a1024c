import { expect, test } from 'vitest'
import { aKraken, NOON } from './a-kraken.ts'

test('a snapshot resumes: balances, keys, nonces, clock, switches and requests of before', async () => {
  const first = aKraken()
  const minted = await first.mint(['query-funds'])
  await first.control('clock', { advance: 120 })
  await first.control('switches', { keyInfo: 'snake', tier: 'pro' })
  await first.private('Withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' })
  const { result: exported } = await first.private('AddExport', { report: 'ledgers', description: 'mine' })
  const state = first.emulator.snapshot()

  const second = aKraken({ state, seed: 'ignored', now: () => NOON + 10_000 })
  expect(second.emulator.snapshot()).toBe(state)
  expect(second.emulator.credentials).toEqual(first.emulator.credentials)
  // The second client's nonces begin where the first one's did.
  expect(await second.private('GetApiKeyInfo')).toEqual({ error: ['EAPI:Invalid nonce'] })
  for (let i = 0; i < 5; i++) second.nextNonce()
  expect(await second.private('GetApiKeyInfo')).toMatchObject({ error: [], result: { api_key_name: 'main' } })
  expect(await second.private('CreditLines', {}, minted)).toMatchObject({ error: [] })
  expect(await second.private('ExportStatus', { report: 'ledgers' })).toMatchObject({
    result: expect.arrayContaining([expect.objectContaining(exported as object)]),
  })
  expect(await second.public('Time')).toMatchObject({ result: { unixtime: NOON / 1000 + 130 } })
})

test('a restart does not touch the market', async () => {
  const first = aKraken()
  const second = aKraken({ state: first.emulator.snapshot() })
  expect(await second.public('Ticker')).toEqual(await first.public('Ticker'))
})

test('a text that is no snapshot is refused', () => {
  expect(() => aKraken({ state: '{}' })).toThrow('version')
})
