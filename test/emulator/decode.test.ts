import { expect, test } from 'vitest'
import { decode } from '../../src/emulator/face/decode.ts'

const form = (body: string, query = '') =>
  decode(new URLSearchParams(query), body, 'application/x-www-form-urlencoded')
const json = (body: string) => decode(new URLSearchParams(), body, 'application/json')

test('bracket names nest, in forms and in JSON', () => {
  const close = { ordertype: 'limit', price: '1' }
  expect(form('close[ordertype]=limit&close%5Bprice%5D=1')).toEqual({ close })
  expect(json('{"close[ordertype]":"limit","close[price]":"1"}')).toEqual({ close })
  expect(json('{"close":{"ordertype":"limit","price":"1"}}')).toEqual({ close })
})

test('numbered brackets are a list', () => {
  expect(form('orders[0][type]=buy&orders[1][type]=sell')).toEqual({
    orders: [{ type: 'buy' }, { type: 'sell' }],
  })
})

test('a plus in a form is a blank unless it is encoded', () => {
  expect(form('price=%2B5&descr=a+b')).toEqual({ price: '+5', descr: 'a b' })
})

test('query and body come together', () => {
  expect(form('nonce=1', 'account_id=A')).toEqual({ nonce: '1', account_id: 'A' })
})

test('a name that objects know is a name like any other', () => {
  const decoded = form('__proto__[polluted]=yes&constructor=x')
  expect(Object.keys(decoded ?? {})).toEqual(['__proto__', 'constructor'])
  expect({}).not.toHaveProperty('polluted')
})

test.each(['{', '[]', '"text"', 'null'])('%s is no body', (body) => {
  expect(json(body)).toBeUndefined()
})
