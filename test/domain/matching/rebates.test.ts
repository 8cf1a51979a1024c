import { expect, test } from 'vitest'
import { available } from '../../../src/domain/matching/hold.ts'
import { aBench, rules } from './builders.ts'

const REBATE = { rules: rules({ maker: '-0.02', taker: '0.1' }) }

test('a rebate is paid out with the fill, in quote or in base', () => {
  const bench = aBench({ ZUSD: '1000', XXBT: '10' })
  bench.place({ price: '100' }, REBATE)
  bench.print('99', '1', 'sell')
  expect(bench.trades()[0]).toMatchObject({ role: 'maker', fee: '-0.02', charged: '-0.02' })
  expect(bench.state.balances.ZUSD).toBe('900.02')
  bench.place({ price: '100', flags: ['fcib'] }, REBATE)
  bench.print('99', '1', 'sell')
  expect(bench.state.balances.XXBT).toBe('12.0002')
})

test('a rebate is nothing to count on: the hold is for the dearer of maker and taker, and at least the cost', () => {
  const hold = (maker: string, taker: string) => {
    const bench = aBench({ ZUSD: '1000' })
    bench.place({ price: '100' }, { rules: rules({ maker, taker }) })
    return 1000 - Number(available(bench.state, 'ZUSD'))
  }
  expect([hold('-0.02', '0.1'), hold('-0.02', '-0.01'), hold('0.3', '0.2')]).toEqual([
    expect.closeTo(100.1, 6),
    expect.closeTo(100, 6),
    expect.closeTo(100.3, 6),
  ])
})

test('a sell that pays its fee in base holds the fee too, and all of it can be filled', () => {
  const bench = aBench({ XXBT: '1.003' })
  const order = bench.place(
    { side: 'sell', price: '100', flags: ['fcib'] },
    { rules: rules({ maker: '0.3', taker: '0.2' }) },
  )
  expect(available(bench.state, 'XXBT')).toBe('0')
  bench.print('101', '5', 'buy')
  expect(bench.order(order.id).status).toBe('closed')
  expect(bench.state.balances.XXBT).toBe('0')
})
