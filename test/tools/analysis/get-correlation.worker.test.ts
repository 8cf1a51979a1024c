import { expect, test } from 'vitest'
import { aCaller, call } from '../../http/a-caller.ts'

const correlate = async (args: object) => {
  const { token } = await aCaller({ scopes: 'read' })
  return (await call(token, 'get_correlation', args)).answer
}

test('each two of the pairs are told once, with the bars that both have', async () => {
  const { correlations, left_out, interval } = await correlate({
    pairs: ['BTC/USD', 'ETH/USD', 'SOL/USD'],
    interval: '1d',
    limit: 100,
  })
  expect(interval).toBe('1d')
  expect(left_out).toEqual([])
  expect(correlations.map(({ a, b }: { a: string; b: string }) => `${a} ${b}`)).toEqual([
    'BTC/USD ETH/USD',
    'BTC/USD SOL/USD',
    'ETH/USD SOL/USD',
  ])
  for (const one of correlations) {
    expect(one.common).toBe(100)
    expect(Math.abs(one.pearson)).toBeLessThanOrEqual(1)
    expect(Math.abs(one.spearman)).toBeLessThanOrEqual(1)
  }
})

test('a pair is wholly correlated with itself under its other name', async () => {
  const { correlations } = await correlate({ pairs: ['BTC/USD', 'XBTUSD'], interval: '1d' })
  expect(correlations).toMatchObject([{ a: 'BTC/USD', b: 'XBTUSD', pearson: 1, spearman: 1 }])
})

test('pairs with too few bars are left out and named', async () => {
  const { correlations, left_out, fewest_bars } = await correlate({
    pairs: ['BTC/USD', 'ETH/USD'],
    interval: '15d',
  })
  expect(correlations).toEqual([])
  expect(fewest_bars).toBe(30)
  expect(left_out).toMatchObject([{ pair: 'BTC/USD' }, { pair: 'ETH/USD' }])
})

test('more than twenty pairs are refused', async () => {
  const pairs = Array.from({ length: 21 }, () => 'BTC/USD')
  expect((await correlate({ pairs })).error).toMatchObject({ kind: 'invalid', code: 'invalid_argument' })
})
