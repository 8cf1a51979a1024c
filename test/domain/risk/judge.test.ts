import { expect, test } from 'vitest'
import { OPEN } from '../../../src/domain/mandate/presets.ts'
import type { Rule } from '../../../src/domain/risk/case.ts'
import { judge } from '../../../src/domain/risk/judge.ts'
import { largestOf } from '../../../src/domain/risk/words.ts'
import { aBound, anAdd, anAmend, aSale, codesUnder, judgeUnder, reasonsUnder, someFacts } from './a-case.ts'

const passing: Rule = () => []
const refusing =
  (code: string): Rule =>
  () => [{ code, message: code }]
const broken: Rule = () => {
  throw new Error('no data')
}
const limited = someFacts({ bounds: [aBound({ ordersPerMinute: 5 })] })
const books = (once: Record<string, Rule>, each: Record<string, Rule> = {}) => ({
  once: Object.entries(once),
  each: Object.entries(each),
  always: [],
})

test('an order passes when every rule lets it', () => {
  expect(judge([anAdd()], limited, books({ a: passing, b: passing }))).toEqual({ verdict: 'allow' })
})

test('every rule runs and every reason comes back', () => {
  const rules = books({ a: refusing('a'), b: passing }, { c: refusing('c') })
  expect(judge([anAdd()], limited, rules)).toMatchObject({ reasons: [{ code: 'a' }, { code: 'c' }] })
})

test('a rule that breaks denies, and names itself', () => {
  expect(judge([anAdd()], limited, books({ a: passing, odd: broken }))).toMatchObject({
    verdict: 'deny',
    reasons: [{ code: 'rule_failed', message: expect.stringContaining('odd'), order: 0 }],
  })
})

test('orders that cannot be read at all are denied', () => {
  const facts = { ...limited, pairs: undefined } as never
  expect(judge([anAdd()], facts)).toMatchObject({ verdict: 'deny', reasons: [{ code: 'rule_failed' }] })
})

test('on the real exchange nothing passes without a mandate, elsewhere it does', () => {
  const none = (exchange: 'emulator' | 'loopback' | 'kraken') =>
    judge([anAdd()], someFacts({ exchange, bounds: [] }))
  expect(none('kraken')).toMatchObject({ verdict: 'deny', reasons: [{ code: 'no_mandate' }] })
  expect(none('loopback')).toEqual({ verdict: 'allow' })
  expect(none('emulator')).toEqual({ verdict: 'allow' })
})

test('a mandate that is missing where it must be allows nothing anywhere', () => {
  expect(codesUnder(OPEN, anAdd(), {}, { absent: true })).toEqual(['no_mandate'])
  expect(codesUnder(OPEN, [], {}, { absent: true })).toEqual(['no_mandate'])
})

test('open mandates look at nothing: not even whether the pair exists', () => {
  expect(judgeUnder({}, anAdd({ pair: 'NO/NE' }), { pairs: new Map(), books: new Map() })).toEqual({
    verdict: 'allow',
  })
})

test('every document of the call has its say', () => {
  const facts = someFacts({
    bounds: [
      aBound({ maxOrderNotional: '900' }),
      aBound({ maxOrderNotional: '2000' }, { whose: 'parent', name: 'boss' }),
      aBound({ maxOrderNotional: '500' }, { whose: 'owner', name: 'the owner’s limits', counts: 'account' }),
    ],
  })
  const verdict = judge([anAdd()], facts)
  expect(verdict).toMatchObject({
    verdict: 'deny',
    reasons: [
      { code: 'max_order_notional', facts: { by: 'token', limit: '900' }, largest: '0.9' },
      { code: 'max_order_notional', facts: { by: 'owner', limit: '500' }, largest: '0.5' },
    ],
  })
  expect(largestOf(verdict)).toBe('0.5')
})

test('the largest that would pass is nothing where a reason names none, and is not asked of another order', () => {
  const verdict = judgeUnder({ maxOrderNotional: '900', pairs: ['ETH/USD'] }, anAdd())
  expect(largestOf(verdict)).toBe('0')
  expect(largestOf(verdict, 1)).toBeUndefined()
  expect(largestOf({ verdict: 'allow' })).toBeUndefined()
  expect(largestOf(judgeUnder({}, anAdd(), {}, { absent: true }))).toBe('0')
})

test('the largest that would pass does pass, and one lot more does not', () => {
  const mandate = { maxOrderNotional: '777.77', maxDayNotional: '700.01', maxExposure: '650.123' }
  const largest = largestOf(judgeUnder(mandate, anAdd({ price: '999.9' }))) ?? ''
  expect(codesUnder(mandate, anAdd({ price: '999.9', volume: largest }))).toEqual([])
  const more = (Number(largest) + 0.00000001).toFixed(8)
  expect(codesUnder(mandate, anAdd({ price: '999.9', volume: more }))).toEqual(['max_exposure'])
})

test('a largest that the pair would not take is none', () => {
  expect(reasonsUnder({ maxOrderNotional: '0.09' }, anAdd())).toMatchObject([{ largest: '0' }])
})

test('a halted account takes no order at all, nor a movement of funds', () => {
  expect(codesUnder({}, anAdd(), { tradingState: 'HALTED' })).toEqual(['trading_state'])
  expect(codesUnder({}, [], { tradingState: 'HALTED' })).toEqual(['trading_state'])
})

test('an account that only reduces takes reductions, under open mandates too', () => {
  const reducing = { tradingState: 'REDUCING', holdings: [{ asset: 'BTC', total: '1', free: '1' }] } as const
  expect(codesUnder({ inventory: 'account' }, anAdd(), reducing)).toEqual(['trading_state'])
  expect(codesUnder({ inventory: 'account' }, aSale(), reducing)).toEqual([])
  expect(codesUnder({ inventory: 'account' }, aSale({ volume: '1.00000001' }), reducing)).toContain(
    'trading_state',
  )
})

test('what reduces for one document and not for another does not pass while the account only reduces', () => {
  const bounds = [aBound({ inventory: 'account' }), aBound()]
  const facts = someFacts({ tradingState: 'REDUCING', bounds })
  expect(judge([aSale()], facts)).toMatchObject({ verdict: 'deny', reasons: [{ code: 'trading_state' }] })
})

test('an unlisted pair and an order that cannot be found are refused by name', () => {
  expect(codesUnder({ ordersPerMinute: 9 }, anAdd({ pair: 'NO/NE' }))).toEqual(['unknown_pair'])
  expect(codesUnder({ ordersPerMinute: 9 }, anAmend({ limitPrice: '5' }))).toEqual(['unknown_order'])
})

test('what trades at any price is allowed and marked', () => {
  const stop = aSale({ orderType: 'stop-loss', price: '950' })
  const bought = [{ tokenId: 't1', asset: 'BTC', net: '1' }]
  expect(judgeUnder({ priceCollarPercent: '5' }, stop, { inventory: bought })).toMatchObject({
    verdict: 'allow',
    notes: [{ code: 'no_price_bound', order: 0 }],
  })
  expect(judgeUnder({ ordersPerMinute: 5 }, stop)).toEqual({ verdict: 'allow' })
  expect(judgeUnder({ priceCollarPercent: '5', approval: 'always' }, stop)).toMatchObject({
    verdict: 'ask',
    notes: [{ code: 'no_price_bound' }],
  })
})
