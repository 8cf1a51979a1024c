import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ERROR_CODES } from '../../src/domain/codes.ts'
import { Balance } from '../../src/kraken/endpoints/account/balances.ts'
import { ListWalletAccounts } from '../../src/kraken/endpoints/account/wallets.ts'
import { EarnAllocate } from '../../src/kraken/endpoints/earn.ts'
import { AddExport } from '../../src/kraken/endpoints/export.ts'
import { Withdraw } from '../../src/kraken/endpoints/funding/withdrawals.ts'
import { CancelOrder } from '../../src/kraken/endpoints/trading/cancelling.ts'
import { AddOrder } from '../../src/kraken/endpoints/trading/placing.ts'
import { ERROR_TABLE } from '../../src/kraken/error-table.ts'
import { classify, failureOf, isInDoubt } from '../../src/kraken/errors.ts'
import type { Loss, Reply } from '../../src/kraken/reply.ts'

const errors = (...strings: string[]) => ({ kind: 'errors', errors: strings }) as const
const lost = (why: Loss, status?: number): Extract<Reply, { kind: 'lost' }> => ({
  kind: 'lost',
  why,
  ...(status !== undefined && { status }),
})

test.each([
  ['EAPI:Invalid key', 'key_refused'],
  ['EAPI:Invalid signature', 'key_refused'],
  ['EAPI:Invalid nonce', 'nonce_refused'],
  ['EAPI:Rate limit exceeded', 'rate_limited'],
  ['EAPI:Bad request', 'invalid_argument'],
  ['EGeneral:Permission denied', 'missing_permission'],
  ['EAccount:Invalid permissions:XMR trading restricted for PL.', 'account_restricted'],
  ['EGeneral:Invalid arguments', 'invalid_argument'],
  ['EGeneral:Invalid arguments:volume', 'invalid_argument'],
  ['EGeneral:Invalid arguments:volume minimum not met', 'order_minimum'],
  ['EOrder:Post only order', 'kraken_refused'],
  ['EGeneral:Invalid arguments:Index unavailable', 'kraken_refused'],
  ['EGeneral:Temporary lockout', 'locked_out'],
  ['EGeneral:Internal error', 'exchange_unavailable'],
  ['EGeneral:Internal error:4711', 'exchange_unavailable'],
  ['EGeneral:Unknown method', 'internal'],
  ['EAuth:Account temporary disabled', 'account_locked'],
  ['EService:Unavailable', 'exchange_unavailable'],
  ['EService:Deadline elapsed', 'exchange_unavailable'],
  ['EService:Busy', 'exchange_busy'],
  ['EService:Throttled: 1700000000', 'rate_limited'],
  ['EService: Throttled: 1700000000', 'rate_limited'],
  ['EService:Market in cancel_only mode', 'market_restricted'],
  ['EService:Market in post_only mode', 'market_restricted'],
  ['EOrder:Insufficient funds', 'insufficient_funds'],
  ['EOrder:Insufficient initial margin', 'margin_refused'],
  ['EOrder:Order minimum not met', 'order_minimum'],
  ['EOrder:Cost minimum not met', 'cost_minimum'],
  ['EOrder:Tick size check failed', 'invalid_price'],
  ['EOrder:Rate limit exceeded', 'rate_limited'],
  ['EOrder:Orders limit exceeded', 'order_limit'],
  ['EOrder:Unknown order', 'unknown_order'],
  ['EOrder:Something new', 'kraken_refused'],
  ['EQuery:Unknown asset pair', 'unknown_pair'],
  ['EQuery:Unknown asset', 'unknown_asset'],
  ['EFunding:Unknown withdraw key', 'unknown_withdraw_key'],
  ['EFunding:Something new', 'funding_refused'],
  ['EEarnings:Busy:Another (de)allocation for the same strategy is in progress', 'exchange_busy'],
  ['EEarnings:Below min:(De)allocation operation amount less than minimum', 'earn_refused'],
  ['EService:Something new', 'exchange_unavailable'],
  ['ENever:Heard of', 'exchange_unavailable'],
])('%s means %s', (error, code) => {
  expect(classify(error)).toMatchObject({ code, kind: ERROR_CODES[classify(error).code].kind })
})

test('exactly these leave an acting call in doubt', () => {
  const doubtful = ERROR_TABLE.filter(({ inDoubt }) => inDoubt).map(({ starts }) => starts)
  expect(doubtful.sort()).toEqual([
    'EAPI:Invalid nonce',
    'EDatabase:',
    'EGeneral:Internal error',
    'EService:',
    'EService:Busy',
    'EService:Deadline elapsed',
    'EService:Timeout',
    'EService:Unavailable',
  ])
  for (const why of ['timeout', 'network', 'status', 'not_envelope', 'too_large'] as const) {
    expect(isInDoubt(lost(why))).toBe(true)
  }
  expect(isInDoubt(errors('EOrder:Insufficient funds'))).toBe(false)
  expect(isInDoubt(errors('EOrder:Insufficient funds', 'EService:Busy'))).toBe(true)
  expect(isInDoubt({ kind: 'result', result: true, warnings: [] })).toBe(false)
})

test('no beginning stands in the table twice, and every hint reads as a sentence with its stop', () => {
  const starts = ERROR_TABLE.map((row) => row.starts)
  expect(new Set(starts).size).toBe(starts.length)
  expect(ERROR_TABLE.filter(({ says, hint }) => /\.$/.test(says) || /\.$/.test(hint))).toEqual([])
})

test('an order in doubt is uncertain, says so, and says where to look', () => {
  for (const reply of [lost('timeout'), lost('status', 502), errors('EService:Unavailable')]) {
    for (const endpoint of [AddOrder, CancelOrder]) {
      const failure = failureOf(reply, endpoint)
      expect(failure).toMatchObject({ kind: 'uncertain', code: 'order_uncertain' })
      expect(failure.message).toContain('uncertain')
      expect(failure.hint).toContain('get_open_orders')
    }
  }
})

test('funds and one-time calls in doubt are uncertain too', () => {
  expect(failureOf(lost('network'), Withdraw)).toMatchObject({
    kind: 'uncertain',
    code: 'call_uncertain',
    hint: 'Look with get_withdrawal_status before trying again.',
  })
  expect(failureOf(errors('EAPI:Invalid nonce'), EarnAllocate)).toMatchObject({ code: 'call_uncertain' })
  expect(failureOf(lost('timeout'), AddExport)).toMatchObject({ code: 'call_uncertain' })
})

test('a read that failed so is merely unavailable or busy', () => {
  expect(failureOf(lost('timeout'), Balance)).toMatchObject({
    kind: 'unavailable',
    code: 'exchange_unreachable',
    details: { why: 'timeout' },
  })
  expect(failureOf(lost('too_large'), Balance)).toMatchObject({
    kind: 'unavailable',
    code: 'answer_too_large',
  })
  expect(failureOf(errors('EService:Busy'), Balance)).toMatchObject({ kind: 'busy', retryAfter: 5 })
  expect(failureOf(errors('EGeneral:Internal error'), Balance)).toMatchObject({ kind: 'unavailable' })
})

test('a plain refusal of an order is no doubt', () => {
  expect(failureOf(errors('EOrder:Insufficient funds'), AddOrder)).toMatchObject({
    kind: 'refused',
    code: 'insufficient_funds',
    kraken: 'EOrder:Insufficient funds',
  })
})

test('a throttling turns its time into seconds', () => {
  const reply = errors('EService: Throttled: 1700000030')
  expect(failureOf(reply, Balance, 1_700_000_000_500).retryAfter).toBe(30)
  expect(failureOf({ ...reply, date: 1_700_000_020_000 }, Balance).retryAfter).toBe(10)
  expect(failureOf(reply, Balance, 1_700_000_999_000).retryAfter).toBe(1)
  expect(failureOf(reply, Balance).retryAfter).toBe(5)
})

test('a missing permission is named by its code and its label', () => {
  const { hint } = failureOf(errors('EGeneral:Permission denied'), CancelOrder)
  expect(hint).toContain('modify-trades (“Orders and trades - Create & modify orders”) or close-trades')
  expect(failureOf(errors('EGeneral:Permission denied'), ListWalletAccounts).hint).toContain('key')
})

test('only what looks like one of Kraken’s strings is passed on', () => {
  expect(failureOf(errors('<b>EOrder:x</b>'), Balance).kraken).toBeUndefined()
  expect(failureOf(errors(`EOrder:${'x'.repeat(201)}`), AddOrder).kraken).toBeUndefined()
  expect(failureOf(errors('EOrder:line\nbreak'), AddOrder).kraken).toBeUndefined()
})

test('whatever Kraken says, the message, the hint and the details are ours alone', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 12 }),
      fc.constantFrom(Balance, AddOrder, Withdraw),
      (words, endpoint) => {
        const { message, hint, details } = failureOf(errors(`EOrder:${words}`, words), endpoint, 0)
        expect(JSON.stringify({ message, hint, details })).not.toContain(words)
      },
    ),
  )
})
