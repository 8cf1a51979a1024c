import { expect, test } from 'vitest'
import type { OrderIntent } from '../../../src/domain/order.ts'
import { judge, type Rule } from '../../../src/domain/risk/judge.ts'
import { ALLOW, deny } from '../../../src/domain/risk/verdict.ts'

const order: OrderIntent = { kind: 'add', pair: 'XBTUSD', side: 'buy', orderType: 'market', volume: '1' }
const refusing =
  (code: string): Rule =>
  () =>
    deny({ code, message: code })
const broken: Rule = () => {
  throw new Error('no data')
}

test('an order passes when every rule lets it', () => {
  expect(judge([order], { exchange: 'emulator' }, [() => ALLOW, () => ALLOW])).toEqual(ALLOW)
})

test('every rule runs and every reason comes back', () => {
  const verdict = judge([order], { exchange: 'emulator' }, [refusing('a'), () => ALLOW, refusing('b')])
  expect(verdict).toMatchObject({ verdict: 'deny', reasons: [{ code: 'a' }, { code: 'b' }] })
})

test('a rule that breaks denies', () => {
  expect(judge([order], { exchange: 'emulator' }, [() => ALLOW, broken])).toMatchObject({
    verdict: 'deny',
    reasons: [{ code: 'rule_failed' }],
  })
})

test('acting on the real exchange is locked, on the others it is not', () => {
  expect(judge([order], { exchange: 'kraken' })).toMatchObject({ reasons: [{ code: 'trading_locked' }] })
  expect(judge([], { exchange: 'kraken' })).toMatchObject({ reasons: [{ code: 'trading_locked' }] })
  expect(judge([order], { exchange: 'loopback' })).toEqual(ALLOW)
  expect(judge([order], { exchange: 'emulator' })).toEqual(ALLOW)
})
