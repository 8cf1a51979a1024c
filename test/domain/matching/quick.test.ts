import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quickCompare } from '../../../src/domain/matching/quick.ts'
import { compare } from '../../../src/domain/money.ts'

const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }))
  .map(([negative, digits, places]) => {
    const text = String(digits).padStart(places + 1, '0')
    const whole = text.slice(0, text.length - places)
    return `${negative ? '-' : ''}${whole}${places > 0 ? `.${text.slice(text.length - places)}` : ''}`
  })

test('the quick comparison answers as the exact one, for numbers far apart and for close neighbours', () => {
  fc.assert(
    fc.property(decimal, decimal, fc.integer({ min: 0, max: 9 }), (a, b, digit) => {
      expect(quickCompare(a, b)).toBe(compare(a, b))
      const near = a.includes('.') ? `${a}${digit}` : `${a}.${digit}`
      expect(quickCompare(a, near)).toBe(compare(a, near))
    }),
    { numRuns: 2000 },
  )
})

test('what doubles cannot tell apart is told apart', () => {
  expect(quickCompare('9007199254740993', '9007199254740992')).toBe(1)
  expect(quickCompare('0.10000000000000000001', '0.1')).toBe(1)
  expect(quickCompare('1.0', '1')).toBe(0)
})
