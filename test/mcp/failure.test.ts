import { expect, test } from 'vitest'
import { BreakwaterError } from '../../src/domain/errors.ts'
import { faultOf } from '../../src/mcp/failure.ts'

test('an error of ours keeps its words and gains the request’s id', () => {
  const error = new BreakwaterError('busy', 'rate_budget', 'Too fast', {
    retryAfter: 3,
    kraken: 'EAPI:Rate limit exceeded',
  })
  expect(faultOf(error, 'r_1', 'acting')).toEqual({
    kind: 'busy',
    code: 'rate_budget',
    message: 'Too fast',
    retryAfter: 3,
    kraken: 'EAPI:Rate limit exceeded',
    request: 'r_1',
  })
})

test('an error that lost its class on its way through an object is still ours', () => {
  const travelled = Object.assign(new Error('No such pair'), {
    name: 'BreakwaterError',
    kind: 'invalid',
    code: 'unknown_pair',
  })
  expect(faultOf(travelled, 'r_1')).toMatchObject({ kind: 'invalid', code: 'unknown_pair' })
})

test.each([new Error('secret'), 'secret', undefined, { message: 'secret' }])(
  'a stranger’s words never pass (%s)',
  (thrown) => {
    const fault = faultOf(thrown, 'r_1', 'reading')
    expect(fault).toMatchObject({ kind: 'bug', code: 'internal', request: 'r_1' })
    expect(JSON.stringify(fault)).not.toContain('secret')
  },
)

test('where an acting call was under way, a stranger means that nobody knows', () => {
  const fault = faultOf(new Error('connection lost'), 'r_1', 'acting')
  expect(fault.kind).toBe('uncertain')
  expect(fault.message).toContain('uncertain')
})
