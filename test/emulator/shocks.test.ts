import { expect, test } from 'vitest'
import { aKraken, NOON } from './a-kraken.ts'

const MINUTE = 60_000

const aMovedMarket = () => {
  let now = NOON + 5_000
  const kraken = aKraken({ now: () => now })
  const pass = (minutes: number) => {
    now += minutes * MINUTE
  }
  const last = async (pair: string): Promise<number> => {
    const { result } = await kraken.public(`Ticker?pair=${pair}`)
    const [row] = Object.values(result as Record<string, { c: [string] }>)
    return Number(row?.c[0])
  }
  return { kraken, pass, last }
}

test('a price that is moved glides there within two minutes, in every pair of the asset alike', async () => {
  const { kraken, pass, last } = aMovedMarket()
  const [dollars, coins] = [await last('XBTUSD'), await last('ETHXBT')]
  await kraken.control('market', { asset: 'XBT', factor: 0.8 })
  expect(await last('XBTUSD')).toBe(dollars)
  pass(3)
  expect((await last('XBTUSD')) / dollars).toBeCloseTo(0.8, 1)
  expect((await last('ETHXBT')) / coins).toBeCloseTo(1.25, 1)
})

test('what was printed before a price was moved stays as it was', async () => {
  const { kraken, pass } = aMovedMarket()
  pass(30)
  const candles = async () => {
    const { result } = await kraken.public('OHLC?pair=XBTUSD&interval=1')
    return (Object.values(result as Record<string, unknown[]>)[0] ?? []).slice(-20, -1)
  }
  const before = await candles()
  await kraken.control('market', { asset: 'XBT', factor: 2 })
  expect(await candles()).toEqual(before)
})

test('a reset, and nothing else, takes it back', async () => {
  const { kraken, pass, last } = aMovedMarket()
  const before = await last('XBTUSD')
  await kraken.control('market', { asset: 'XBT', factor: 10 })
  pass(3)
  expect(await last('XBTUSD')).toBeGreaterThan(before * 5)
  await kraken.control('reset', {})
  expect(await last('XBTUSD')).toBeLessThan(before * 2)
})

test('money that arrives stands in balance and ledger', async () => {
  const { kraken } = aMovedMarket()
  await kraken.control('deposit', { asset: 'USD', amount: '500' })
  const { result } = await kraken.private('Ledgers', { type: 'deposit' })
  const [row] = Object.values((result as { ledger: Record<string, unknown> }).ledger)
  expect(row).toMatchObject({ type: 'deposit', asset: 'ZUSD', amount: '500.0000' })
})
