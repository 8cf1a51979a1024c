import { expect, test } from 'vitest'
import { openState } from '../../../src/domain/matching/open.ts'
import { aBench, aDepth, type Bench, BOOK, NOW, PAIR, rules } from './builders.ts'

const proofs = (bench: Bench) => bench.trades().map((trade) => trade.evidence)

test('a taker’s fill names the snapshot, the level, what it showed and what we had taken of it', () => {
  const bench = aBench()
  const depth = { ...BOOK, id: 'b7', at: NOW - 300 }
  bench.place({ orderType: 'market', volume: '0.4' }, { depth })
  bench.place({ orderType: 'market', volume: '0.4' }, { depth })
  const level = { kind: 'level', book: { id: 'b7', at: NOW - 300 }, price: '101', shown: '1' }
  expect(proofs(bench)).toEqual([
    { ...level, takenBefore: '0' },
    { ...level, takenBefore: '0.4' },
  ])
})

test('a maker’s fill names the print and the queue before and after it', () => {
  const bench = aBench()
  bench.place({ price: '98', volume: '1' })
  const print = { id: 123, time: NOW + 5, price: '98', volume: '2.5', side: 'sell' } as const
  bench.do({ kind: 'print', pair: PAIR, print })
  expect(proofs(bench)).toEqual([{ kind: 'print', print, through: false, queueBefore: '2', queueAfter: '0' }])
})

test('a fill by a crossing snapshot names the level that crossed', () => {
  const bench = aBench()
  bench.place({ price: '100', volume: '1' })
  bench.book(aDepth('98 x 1', '99.7 x 4'), NOW + 9)
  expect(proofs(bench)).toEqual([
    { kind: 'crossing', book: { at: NOW + 9 }, price: '99.7', shown: '4', takenBefore: '0' },
  ])
})

test('an estimated fill names its print and its trigger', () => {
  const bench = aBench()
  bench.place({ side: 'sell', orderType: 'stop-loss', price: '95' })
  const print = { id: 1, time: NOW + 5, price: '94', volume: '2', side: 'sell' } as const
  for (const id of [1, 2]) bench.do({ kind: 'print', pair: PAIR, print: { ...print, id }, late: true })
  expect(proofs(bench)).toEqual([{ kind: 'late-print', print: { ...print, id: 2 }, trigger: '95' }])
})

test('a fee from our own table says so on the trade', () => {
  const bench = aBench()
  bench.place({ orderType: 'market' }, { rules: rules({ feeAssumed: true }) })
  bench.place({ orderType: 'market' })
  expect(bench.trades().map((trade) => trade.feeAssumed)).toEqual([true, undefined])
})

test('an account opens with deposits that are its balances, and its ids bear its mark', () => {
  const { state, effects } = openState({
    seed: 's',
    mark: '0',
    balances: { ZUSD: '10000', XXBT: '0' },
    now: NOW,
  })
  expect(state.balances).toEqual({ ZUSD: '10000' })
  const entries = effects.flatMap((effect) => (effect.kind === 'ledger' ? [effect.entry] : []))
  expect(entries).toMatchObject([{ type: 'deposit', amount: '10000', balance: '10000' }])
  const bench = aBench()
  bench.state = state
  bench.place({ price: '98' })
  bench.print('90', '9', 'sell')
  const [trade] = bench.trades()
  const form = (letter: string) => new RegExp(`^${letter}0[A-Z2-7]{4}-[A-Z2-7]{5}-[A-Z2-7]{6}$`)
  expect(trade?.id).toMatch(form('T'))
  expect(trade?.orderId).toMatch(form('O'))
  expect([...entries.map((entry) => entry.id), ...(trade?.ledgers ?? [])]).toEqual(
    Array.from({ length: 3 }, () => expect.stringMatching(form('L'))),
  )
})
