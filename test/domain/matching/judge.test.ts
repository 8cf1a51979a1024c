import { expect, test } from 'vitest'
import { describeClose, describeOrder } from '../../../src/domain/matching/describe.ts'
import { judge } from '../../../src/domain/matching/judge.ts'
import type { PairRules } from '../../../src/domain/matching/terms.ts'
import type { Wish } from '../../../src/domain/matching/wish.ts'
import { aWish, NOW, refusalOf, rules } from './builders.ts'

const judged = (wish: Partial<Wish>, pairRules: Partial<PairRules> = {}) =>
  judge(aWish(wish), { rules: rules(pairRules), last: '100', now: NOW })

const REFUSED: readonly [string, Partial<Wish>, string][] = [
  ['a volume below the minimum', { volume: '0.00009' }, 'EOrder:Order minimum not met'],
  ['a cost below the minimum', { volume: '0.004' }, 'EOrder:Cost minimum not met'],
  [
    'a cost in quote below the minimum',
    { orderType: 'market', volume: '0.4', flags: ['viqc'] },
    'EOrder:Cost minimum not met',
  ],
  ['too many digits in the volume', { volume: '1.123456789' }, 'EGeneral:Invalid arguments:volume'],
  ['no volume', { volume: '0' }, 'EGeneral:Invalid arguments:volume'],
  ['too many digits in the price', { price: '100.12' }, 'EOrder:Tick size check failed'],
  ['a price that is nonsense', { price: 'cheap' }, 'EOrder:Invalid price'],
  ['a price of zero', { price: '0' }, 'EOrder:Invalid price'],
  ['a missing price', { price: undefined }, 'EGeneral:Invalid arguments:price'],
  ['a missing second price', { orderType: 'stop-loss-limit' }, 'EGeneral:Invalid arguments:price2'],
  ['an absolute trailing distance', { orderType: 'trailing-stop', price: '5' }, 'EOrder:Invalid price'],
  ['a leverage the pair does not offer', { leverage: '10' }, 'EGeneral:Invalid arguments:leverage'],
  ['reduce-only without leverage', { reduceOnly: true }, 'EOrder:Reduce only:Non-PC'],
  ['post-only at market', { orderType: 'market', flags: ['post'] }, 'EGeneral:Invalid arguments:oflags'],
  ['both fee currencies', { flags: ['fcib', 'fciq'] }, 'EGeneral:Invalid arguments:oflags'],
  ['volume in quote for a limit', { flags: ['viqc'] }, 'EGeneral:Invalid arguments:oflags'],
  ['FOK at market', { orderType: 'market', timeInForce: 'FOK' }, 'EGeneral:Invalid arguments:timeinforce'],
  ['IOC that only posts', { flags: ['post'], timeInForce: 'IOC' }, 'EGeneral:Invalid arguments:timeinforce'],
  ['GTD without an expiry', { timeInForce: 'GTD' }, 'EGeneral:Invalid arguments:expiretm'],
  ['an expiry within 5 s', { timeInForce: 'GTD', expireTime: '+4' }, 'EGeneral:Invalid arguments:expiretm'],
  [
    'an expiry after a month',
    { timeInForce: 'GTD', expireTime: '+2700000' },
    'EGeneral:Invalid arguments:expiretm',
  ],
  ['a client id with a userref', { clientOrderId: 'a', userref: 1 }, 'EGeneral:Invalid arguments:cl_ord_id'],
  [
    'a small display',
    { orderType: 'iceberg', volume: '3', displayVolume: '0.1' },
    'EGeneral:Invalid arguments:displayvol',
  ],
  ['a close without its price', { close: { orderType: 'limit' } }, 'EGeneral:Invalid arguments:close[price]'],
]

test.each(REFUSED)('%s is refused with Kraken’s own string', (_what, wish, error) => {
  expect(refusalOf(() => judged(wish))).toBe(error)
})

test.each([
  ['cancel_only', {}, 'EService:Market in cancel_only mode'],
  ['post_only', {}, 'EService:Market in post_only mode'],
  ['post_only', { flags: ['post'] }, 'accepted'],
  ['limit_only', { orderType: 'market' }, 'EService:Market in limit_only mode'],
  ['limit_only', {}, 'accepted'],
] as const)('on a pair in %s mode an order %o gets: %s', (status, wish, expected) => {
  expect(refusalOf(() => judged(wish, { status }))).toBe(expected)
})

test.each<Partial<Wish>>([
  { leverage: '2' },
  { leverage: '2', reduceOnly: true },
  { orderType: 'settle-position', leverage: '2', volume: '0' },
])('where margin is refused, %o is refused and says so', (wish) => {
  expect(refusalOf(() => judged(wish, { margin: 'refused' }))).toBe(
    'EOrder:Margin trading is not offered on this account',
  )
})

test.each<Partial<Wish>>([
  { price: '-100' },
  { price: '-150%' },
  { orderType: 'stop-loss', price: '-100', side: 'sell' },
  { orderType: 'trailing-stop', price: '+100', side: 'sell' },
])('a relative price that leads to or below zero is refused: %o', (wish) => {
  expect(refusalOf(() => judged(wish))).toBe('EOrder:Invalid price')
})

test.each<[Partial<Wish>, string]>([
  [{ volume: '1.25', price: '30010' }, 'buy 1.25000000 XBTUSD @ limit 30010.0'],
  [{ orderType: 'market', side: 'sell' }, 'sell 1.00000000 XBTUSD @ market'],
  [
    { volume: '2.1234', price: '25000.1', leverage: '2' },
    'buy 2.12340000 XBTUSD @ limit 25000.1 with 2:1 leverage',
  ],
  [{ orderType: 'stop-loss', price: '22000' }, 'buy 1.00000000 XBTUSD @ stop loss 22000.0'],
  [
    { orderType: 'take-profit-limit', price: '22000', price2: '21000' },
    'buy 1.00000000 XBTUSD @ take profit 22000.0 -> limit 21000.0',
  ],
  [{ orderType: 'trailing-stop', price: '+5%' }, 'buy 1.00000000 XBTUSD @ trailing stop +5.0000%'],
  [
    { orderType: 'trailing-stop-limit', price: '+50', price2: '-1' },
    'buy 1.00000000 XBTUSD @ trailing stop +50.0 -> limit -1.0',
  ],
])('%o reads "%s"', (wish, words) => {
  expect(describeOrder(judged(wish))).toBe(words)
})

test('a conditional close reads as Kraken words it', () => {
  const close = { orderType: 'stop-loss-limit', price: '22000', price2: '21000' } as const
  expect(describeClose(judged({ close }))).toBe('close position @ stop loss 22000.0 -> limit 21000.0')
  expect(describeClose(judged({}))).toBe('')
})

test('relative times count from now, absolute ones are unix seconds', () => {
  const ticket = judged({ timeInForce: 'GTD', expireTime: '+60', startTime: String(NOW / 1000 + 10) })
  expect(ticket).toMatchObject({ startAt: NOW + 10_000, expireAt: NOW + 60_000 })
})

test('a relative price is put on the tick, a written one must be on it', () => {
  const coarse = { tickSize: '0.5' }
  expect(judged({ price: '-0.3' }, coarse).limit).toBe('99.5')
  const stop = { orderType: 'stop-loss-limit', side: 'sell', price: '-1.1%', price2: '-0.2' } as const
  expect(judged(stop, coarse)).toMatchObject({ trigger: '99', limit: '98.5' })
  expect(refusalOf(() => judged({ price: '99.7' }, coarse))).toBe('EOrder:Tick size check failed')
})
