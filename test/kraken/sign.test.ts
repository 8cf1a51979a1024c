import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSign } from '../../src/kraken/sign.ts'

const DOCS_SECRET = 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg=='
const NONCE = '1616492376594'
const PATH = '/0/private/AddOrder'

test('Kraken’s published vector comes out to the byte', () => {
  const body = 'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25'
  expect(createSign(DOCS_SECRET)(PATH, NONCE, body)).toBe(
    '4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==',
  )
})

test('the vector of another client comes out to the byte', () => {
  const sign = createSign('cHl0aG9uLWtyYWtlbi1zZGsgdW5pdC10ZXN0IHNlY3JldCB2YWx1ZQ==')
  expect(sign(PATH, NONCE, 'nonce=1616492376594&ordertype=limit&pair=XBTUSD')).toBe(
    'Fo+0Uhanvs3F1byZFCjVBMLsCcRE2xLQMDpoA3Q9hawoZ0ZL35AmbknAQBlOIs4baRx9UGhzQH+/CTl9qnyp1w==',
  )
})

test('a JSON body is signed as it is sent', () => {
  const body =
    '{"nonce":"1616492376594","ordertype":"limit","pair":"XBTUSD","price":37500,"type":"buy","volume":1.25}'
  expect(createSign(DOCS_SECRET)(PATH, NONCE, body)).toBe(
    'BVT3EumzzXSJHlvrinSwICz5uKKlSZPXL9cJIuKqn7ZMhHSbbtXhGdvwoDBmRz6ALXI+GVxFD0ZlGuOmfi2bxA==',
  )
})

test('the signature agrees with Node’s own crypto for any secret, path and body', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 80 }),
      fc.string(),
      fc.nat().map(String),
      fc.string({ unit: 'binary' }),
      (secret, path, nonce, body) => {
        const digest = createHash('sha256')
          .update(nonce + body)
          .digest()
        const expected = createHmac('sha512', secret).update(path).update(digest).digest('base64')
        expect(createSign(Buffer.from(secret).toString('base64'))(path, nonce, body)).toBe(expected)
      },
    ),
  )
})

test.each(['', 'not base64!', 'abc', 'QUJD\n', 'QUJDRA='])(
  'the secret %j is refused and not repeated',
  (secret) => {
    const refused = expect(() => createSign(secret))
    refused.toThrow(expect.objectContaining({ kind: 'invalid', code: 'malformed_secret' }))
    if (secret !== '') refused.not.toThrow(secret)
  },
)
