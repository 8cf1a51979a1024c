import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flowsOf, type LedgerRow } from '../../../src/domain/equity/flows.ts'
import { beginLine, goOn, type Line } from '../../../src/domain/equity/series.ts'
import { absolute, isLess, multiply, subtract } from '../../../src/domain/money.ts'

type Prices = Readonly<Record<string, string>>
type Amounts = Readonly<Record<string, string>>

const look = (amounts: Amounts, prices: Prices) => ({
  values: new Map(
    Object.entries(amounts).flatMap(([asset, amount]) => {
      const price = prices[asset]
      return price === undefined ? [] : [[asset, multiply(amount, price)] as const]
    }),
  ),
  unpriced: Object.keys(amounts).filter((asset) => prices[asset] === undefined),
})

const next = (line: Line, amounts: Amounts, prices: Prices, flows: Amounts = {}): Line =>
  goOn(line, {
    ...look(amounts, prices),
    flows: new Map(Object.entries(flows)),
    rate: (asset) => prices[asset],
  })

const PRICES = { USD: '1', BTC: '60000' }

test('a deposit makes units, and no gain', () => {
  const begun = beginLine(look({ USD: '1000' }, PRICES))
  const after = next(begun, { USD: '1500' }, PRICES, { USD: '500' })
  expect(after).toMatchObject({ perUnit: '1', units: '1500', result: '0', equity: '1500' })
})

test('a fall is the same fall, whatever was paid in before it was looked at', () => {
  const begun = beginLine(look({ BTC: '1', USD: '0' }, PRICES))
  const fallen = { USD: '1', BTC: '54000' }
  const alone = next(begun, { BTC: '1', USD: '0' }, fallen)
  const paidIn = next(begun, { BTC: '1', USD: '90000' }, fallen, { USD: '90000' })
  expect(alone.perUnit).toBe('0.9')
  expect(paidIn.perUnit).toBe('0.9')
  expect(paidIn.result).toBe('-6000')
})

test('what loses its price takes no value away, and brings none when it has one again', () => {
  const begun = beginLine(look({ BTC: '1', USD: '40000' }, PRICES))
  const lost = next(begun, { BTC: '1', USD: '40000' }, { USD: '1' })
  expect(lost).toMatchObject({ perUnit: '1', equity: '40000', result: '0', unpriced: ['BTC'] })
  const back = next(lost, { BTC: '1', USD: '40000' }, { USD: '1', BTC: '30000' })
  expect(back).toMatchObject({ perUnit: '1', equity: '70000', result: '0' })
})

test('everything taken out keeps the value of a unit for what comes back', () => {
  const begun = beginLine(look({ USD: '1000' }, PRICES))
  const lost = next(begun, { USD: '800' }, PRICES)
  const empty = next(lost, {}, PRICES, { USD: '-800' })
  expect(empty).toMatchObject({ perUnit: '0.8', units: '0', equity: '0' })
  const back = next(empty, { USD: '400' }, PRICES, { USD: '400' })
  expect(back).toMatchObject({ perUnit: '0.8', units: '500', result: '-200' })
})

test('more lost than there was, and paid back in, is still a loss', () => {
  const begun = beginLine(look({ USD: '1000' }, PRICES))
  const after = next(begun, { USD: '500' }, PRICES, { USD: '1700' })
  expect(isLess(after.perUnit, '0.5')).toBe(true)
  expect(after.result).toBe('-2200')
})

const cents = (min: number, max: number) =>
  fc
    .integer({ min, max })
    .map(
      (whole) =>
        `${whole < 0 ? '-' : ''}${Math.floor(Math.abs(whole) / 100)}.${String(Math.abs(whole) % 100).padStart(2, '0')}`,
    )

test('deposits and withdrawals never change the value of a unit', () => {
  const step = fc.record({ flow: cents(-50_000, 500_000), price: cents(1_000_000, 9_000_000) })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
      // Two accounts hold a coin; one of them also pays dollars in and out, in proportion held as coins.
      let still = beginLine(look({ BTC: '1' }, { BTC: '60000' }))
      let moved = still
      let coins = '1'
      for (const { flow, price } of steps) {
        const prices = { BTC: price }
        const inCoins = (Number(flow) / Number(price)).toFixed(8)
        const after = isLess(subtract(coins, subtract('0', inCoins)), '0.1') ? '0' : inCoins
        coins = subtract(coins, subtract('0', after))
        still = next(still, { BTC: '1' }, prices)
        moved = next(moved, { BTC: coins }, prices, { BTC: after })
        expect(isLess(absolute(subtract(still.perUnit, moved.perUnit)), '0.000000000001')).toBe(true)
      }
    }),
    { numRuns: 50 },
  )
})

test('whatever is lost, owed or paid in, a line goes on', () => {
  const step = fc.record({ equity: cents(-10_000, 10_000), flow: cents(-10_000, 10_000) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let line = beginLine(look({ USD: '100' }, PRICES))
      for (const { equity, flow } of steps) {
        line = next(line, { USD: equity }, PRICES, { USD: flow })
        expect(isLess(line.perUnit, '0') || isLess(line.units, '0')).toBe(false)
      }
    }),
  )
})

test('after a total loss, money that is paid in makes nothing good', () => {
  const begun = beginLine(look({ USD: '1000' }, PRICES))
  const gone = next(begun, { USD: '-5' }, PRICES)
  const paidIn = next(gone, { USD: '995' }, PRICES, { USD: '1000' })
  expect(isLess(paidIn.perUnit, '0.001')).toBe(true)
  expect(paidIn.result).toBe('-1005')
})

test('the order of the rows of one moment does not matter', () => {
  const row = fc.record({
    id: fc.uuid(),
    type: fc.constantFrom('deposit', 'withdrawal', 'transfer', 'trade', 'earn'),
    asset: fc.constantFrom('USD', 'BTC'),
    amount: cents(-10_000, 10_000),
    fee: cents(0, 100),
  })
  const rows: fc.Arbitrary<{ all: LedgerRow[]; shuffled: LedgerRow[] }> = fc
    .array(row, { maxLength: 12 })
    .chain((all) =>
      fc.shuffledSubarray(all, { minLength: all.length }).map((shuffled) => ({ all, shuffled })),
    )
  fc.assert(
    fc.property(rows, ({ all, shuffled }) => {
      expect(Object.fromEntries(flowsOf(shuffled))).toEqual(Object.fromEntries(flowsOf(all)))
    }),
  )
})

test('a trade is no flow, and the two rows of a move into staking cancel out', () => {
  const row = (type: string, amount: string, fee = '0'): LedgerRow => ({
    id: type + amount,
    type,
    asset: 'DOT',
    amount,
    fee,
  })
  expect(flowsOf([row('trade', '5'), row('staking', '1'), row('earn', '2')]).size).toBe(0)
  expect(flowsOf([row('transfer', '-5'), row('transfer', '5')]).get('DOT')).toBe('0')
  expect(flowsOf([row('withdrawal', '-5', '0.1')]).get('DOT')).toBe('-5.1')
})
