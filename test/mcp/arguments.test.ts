import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBreakwaterError } from '../../src/domain/errors.ts'
import { readArguments } from '../../src/mcp/arguments.ts'
import { toolNamed } from '../../src/tools/catalogue.ts'
import { aTool } from './a-tool.ts'

const read = (sent: Record<string, unknown>) => readArguments(aTool(), { pair: 'BTC/USD', ...sent }).args
const refusal = (sent: unknown) => {
  try {
    readArguments(aTool(), sent)
  } catch (caught) {
    return caught
  }
  throw new Error('it was accepted')
}

test('a number becomes the plain decimal string that the tool wants', () => {
  expect(read({ volume: 0.5 }).volume).toBe('0.5')
  expect(read({ volume: 1e-8 }).volume).toBe('0.00000001')
  expect(read({ volume: 1.25e-7 }).volume).toBe('0.000000125')
  expect(read({ volume: 1e15 }).volume).toBe('1000000000000000')
})

test('a number with more digits than JSON carries exactly is refused, never rounded', () => {
  expect(refusal({ pair: 'BTC/USD', volume: 0.1234567890123456 })).toMatchObject({
    kind: 'invalid',
    code: 'invalid_argument',
    message: expect.stringContaining('send it as a string'),
  })
})

test('a text becomes a flag, an integer, a list or an object where the tool wants one', () => {
  expect(read({ validate: 'true' }).validate).toBe(true)
  expect(read({ count: '10' }).count).toBe(10)
  expect(read({ interval: '15' }).interval).toBe(15)
  expect(read({ oflags: 'post,fciq' }).oflags).toEqual(['post', 'fciq'])
  expect(read({ oflags: '["post"]' }).oflags).toEqual(['post'])
  expect(read({ close: '{"ordertype":"limit","price":5}' }).close).toEqual({ ordertype: 'limit', price: '5' })
  expect(read({ orders: '[{"price":5}]' }).orders).toEqual([{ price: '5' }])
})

test('a value that fits is left as it is', () => {
  expect(read({ txid: 7 }).txid).toBe(7)
  expect(read({ txid: '7' }).txid).toBe('7')
  expect(read({ volume: '0.50' }).volume).toBe('0.50')
})

test('null means that an optional argument is left out', () => {
  expect(read({ volume: null })).toEqual({ pair: 'BTC/USD' })
})

test.each(['1e-8', '1E-8'])('the text %s is refused and its plain form is told', (volume) => {
  expect(refusal({ pair: 'BTC/USD', volume })).toMatchObject({
    kind: 'invalid',
    code: 'invalid_argument',
    message: 'Argument "volume" must be a decimal such as "0.5"',
    hint: 'Write it without an exponent: "0.00000001"',
  })
})

test.each(['NaN', 'Infinity'])('the text %s is refused with a hint', (volume) => {
  expect(refusal({ pair: 'BTC/USD', volume })).toMatchObject({
    code: 'invalid_argument',
    hint: 'Send a decimal number, such as "0.5"',
  })
})

test('an unknown argument is named with the nearest known one', () => {
  expect(refusal({ piar: 'BTC/USD', pair: 'x' })).toMatchObject({
    kind: 'invalid',
    code: 'unknown_argument',
    message: 'Unknown argument "piar": did you mean "pair"?',
    hint: expect.stringContaining('Known: pair, volume'),
  })
})

test('an unknown argument is named even where none is near: by what others call it, or the least far', () => {
  expect(refusal({ amount: '1', pair: 'x' })).toMatchObject({
    message: 'Unknown argument "amount": did you mean "volume"?',
  })
  expect(refusal({ zzzzzzzzzz: '1', pair: 'x' })).toMatchObject({
    message: expect.stringMatching(/^Unknown argument "zzzzzzzzzz": did you mean "\w+"\?$/),
  })
})

test('an unknown argument inside an order is found too', () => {
  expect(refusal({ pair: 'x', orders: [{ price: '1', prise: '2' }] })).toMatchObject({
    code: 'unknown_argument',
    message: 'Unknown argument "prise": did you mean "price"?',
  })
})

test('an unknown argument counts before every other fault', () => {
  expect(refusal({ volume: 'x', frobnicate: 1 })).toMatchObject({ code: 'unknown_argument' })
})

test('what is missing, out of range or no such word is told with what is allowed', () => {
  const message = (sent: Record<string, unknown>) => expect.objectContaining({ message: sent.message })
  expect(refusal({})).toEqual(message({ message: 'Argument "pair" is required' }))
  expect(refusal({ pair: 'x', count: 501 })).toEqual(
    message({ message: 'Argument "count" must be at most 500' }),
  )
  expect(refusal({ pair: 'x', type: 'hold' })).toEqual(
    message({ message: 'Argument "type" must be one of buy, sell' }),
  )
  expect(refusal({ pair: 'x', interval: 2 })).toEqual(
    message({ message: 'Argument "interval" must be one of 1, 5, 15' }),
  )
  expect(refusal({ pair: 'x', validate: 'yes' })).toEqual(
    message({ message: 'Argument "validate" must be a boolean' }),
  )
  expect(refusal({ pair: 'x', close: { price: '1' } })).toEqual(
    message({ message: 'Argument "close.ordertype" is required' }),
  )
})

test.each([
  ['an argument is missing', {}],
  ['an argument inside another is missing', { pair: 'x', close: { price: '1' } }],
  ['a word is unknown', { pair: 'x', type: 'hold' }],
  ['a number has too many digits', { pair: 'x', volume: 0.1234567890123456 }],
  ['it is no object', ['pair']],
])('where %s, the hint says what is required and shows a call', (_, sent) => {
  expect(refusal(sent)).toMatchObject({
    kind: 'invalid',
    hint: 'Required: pair. For example: {"pair":"BTC/USD"}',
  })
})

test('a garbage cursor is refused with what to do', () => {
  expect(refusal({ pair: 'x', cursor: 'garbage' })).toMatchObject({
    code: 'invalid_argument',
    hint: expect.stringContaining('leave cursor out'),
  })
})

test('what is no object is refused', () => {
  expect(refusal(['pair'])).toMatchObject({ kind: 'invalid', message: 'The arguments must be an object' })
})

test('huge or secret input is never repeated', () => {
  const secret = 'c2VjcmV0LWtleQ=='.repeat(1000)
  for (const sent of [
    { [secret]: 1 },
    { pair: 'x', volume: secret },
    { pair: { secret } },
    { pair: 'x', type: secret },
  ]) {
    const caught = refusal(sent)
    if (!isBreakwaterError(caught)) throw caught
    const { message, hint, details } = caught
    expect(JSON.stringify({ message, hint, details })).not.toContain('c2VjcmV0')
    expect(message.length).toBeLessThan(300)
  }
})

test('whatever is sent, it is read or refused as invalid', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (sent) => {
      try {
        expect(readArguments(aTool(), sent).args).toBeTypeOf('object')
      } catch (caught) {
        expect(caught).toMatchObject({ kind: 'invalid', hint: expect.stringMatching(/./) })
      }
    }),
  )
})

test('a number of up to 15 digits keeps its value as text', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999_999_999_999 }),
      fc.integer({ min: -20, max: 5 }),
      (digits, power) => {
        const value = Number(`${digits}e${power}`)
        const { volume } = read({ volume: value })
        expect(volume).toMatch(/^\d+(\.\d+)?$/)
        expect(Number(volume)).toBe(value)
      },
    ),
  )
})

// `Argument "txid" is required` stood beside "All are optional", where either of two was wanted.
test.each([
  ['cancel_order', {}, 'The arguments need either txid or cl_ord_id'],
  ['amend_order', { txid: 'OSEED2-AAAAA-000002' }, /^The arguments need one of order_qty, .*limit_price/],
  ['cancel_order_batch', { orders: [] }, 'The arguments need 1 to 50 orders and cl_ord_ids together'],
  ['get_ledgers', { cursor: 'x' }, /^The arguments are not valid: cursor needs with_cursor/],
])('what is needed together is said of no argument alone: %s', (name, sent, message) => {
  const tool = toolNamed(name)
  if (!tool) throw new Error(name)
  expect(() => readArguments(tool, sent)).toThrow(message)
})
