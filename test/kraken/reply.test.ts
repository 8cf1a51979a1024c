import { expect, test } from 'vitest'
import { parseJson } from '../../src/kraken/json.ts'
import { readEnvelope } from '../../src/kraken/reply.ts'

test('a result is read, with its warnings', () => {
  expect(readEnvelope('{"error":["WGeneral:Slow"],"result":{"a":"1"}}')).toEqual({
    kind: 'result',
    result: { a: '1' },
    warnings: ['WGeneral:Slow'],
  })
})

test('a result may be null or true', () => {
  expect(readEnvelope('{"error":[],"result":null}')).toEqual({ kind: 'result', result: null, warnings: [] })
  expect(readEnvelope('{"error":[],"result":true}')).toMatchObject({ result: true })
})

test('errors win over a result and leave the warnings behind', () => {
  expect(readEnvelope('{"error":["WGeneral:Slow","EQuery:Unknown asset"],"result":{}}')).toEqual({
    kind: 'errors',
    errors: ['EQuery:Unknown asset'],
  })
})

test('one error may stand without a list', () => {
  expect(readEnvelope('{"error":"EAPI:Invalid key"}')).toEqual({
    kind: 'errors',
    errors: ['EAPI:Invalid key'],
  })
})

test.each([
  '',
  '<html>502</html>',
  '[]',
  '"ok"',
  'null',
  '{"result":1}',
  '{"error":[]}',
  '{"error":[1]}',
  '{"error":{}}',
])('%s is no envelope', (text) => {
  expect(readEnvelope(text)).toEqual({ kind: 'lost', why: 'not_envelope' })
})

test('integers beyond 2^53 keep every digit, as text; the rest stays what it was', () => {
  const text =
    '{"a":1724158070287556001,"b":[-9007199254740993 ],"c":9007199254740991,"d":0.5,"e":"1724158070287556001"}'
  expect(parseJson(text)).toEqual({
    a: '1724158070287556001',
    b: ['-9007199254740993'],
    c: 9007199254740991,
    d: 0.5,
    e: '1724158070287556001',
  })
})

test('what is no JSON is a syntax error', () => {
  expect(() => parseJson('{"a":1724158070287556001,')).toThrow(SyntaxError)
})
