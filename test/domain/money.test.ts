import Big from 'big.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  absolute,
  add,
  compare,
  decimalPlaces,
  divide,
  fixed,
  isDecimal,
  isMultipleOf,
  larger,
  multiply,
  negate,
  normalise,
  type Rounding,
  smaller,
  subtract,
  sum,
} from '../../src/domain/money.ts'

/** A decimal as text, up to 15 digits before and 10 after the point, with its exact value in units of 10^-10. */
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: 0, max: 10 }))
  .map(([units, places]) => textOf(units - (units % 10n ** BigInt(10 - places))))

const textOf = (units: bigint): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(11, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -10)}.${digits.slice(-10)}`
}

const unitsOf = (text: string): bigint => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const units = BigInt(whole + fraction.padEnd(10, '0').slice(0, 10))
  return text.startsWith('-') ? -units : units
}

const places = fc.integer({ min: 0, max: 10 })

test('sums and differences are exact', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      expect(unitsOf(add(a, b))).toBe(unitsOf(a) + unitsOf(b))
      expect(unitsOf(subtract(a, b))).toBe(unitsOf(a) - unitsOf(b))
      expect(sum([a, b])).toBe(add(a, b))
    }),
  )
})

test('a product is exact', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const product = unitsOf(a) * unitsOf(b)
      const [whole = '0', fraction = ''] = multiply(a, b).replace('-', '').split('.')
      const shown = BigInt(whole + fraction.padEnd(20, '0'))
      expect(shown).toBe(product < 0n ? -product : product)
    }),
  )
})

test('a quotient is cut, raised or rounded at exactly the places asked for', () => {
  fc.assert(
    fc.property(decimal, decimal, places, (a, b, at) => {
      fc.pre(unitsOf(b) !== 0n)
      const down = divide(a, b, at, 'down')
      const up = divide(a, b, at, 'up')
      const exact = absolute(a)
      expect(compare(multiply(absolute(down), absolute(b)), exact)).not.toBe(1)
      expect(compare(multiply(absolute(up), absolute(b)), exact)).not.toBe(-1)
      expect(decimalPlaces(down)).toBeLessThanOrEqual(at)
      expect([down, up]).toContain(divide(a, b, at, 'half-up'))
    }),
  )
})

test('dividing by zero is a fault, not a number', () => {
  expect(() => divide('1', '0.00', 2)).toThrow(RangeError)
})

test('rounding pads to the places, moves by less than one unit, and never writes a negative zero', () => {
  fc.assert(
    fc.property(decimal, places, fc.constantFrom('down', 'up', 'half-up'), (value, at, rounding) => {
      const shown = fixed(value, at, rounding)
      expect(shown.split('.')[1]?.length ?? 0).toBe(at)
      expect(shown).not.toMatch(/^-0(\.0*)?$/)
      expect(compare(absolute(subtract(shown, value)), divide('1', `1${'0'.repeat(at)}`, at))).toBe(-1)
    }),
  )
})

test('cutting goes towards zero and raising away from it', () => {
  expect(fixed('-1.239', 2)).toBe('-1.23')
  expect(fixed('-1.231', 2, 'up')).toBe('-1.24')
  expect(fixed('1.235', 2, 'half-up')).toBe('1.24')
  expect(fixed('-0.001', 2)).toBe('0.00')
})

test('normalising keeps the value and leaves one spelling', () => {
  fc.assert(
    fc.property(decimal, (value) => {
      const one = normalise(value)
      expect(compare(one, value)).toBe(0)
      expect(normalise(one)).toBe(one)
      expect(one).toMatch(/^(-?(0|[1-9]\d*)(\.\d*[1-9])?)$/)
      expect(one).not.toBe('-0')
    }),
  )
  expect(normalise('+.10')).toBe('0.1')
  expect(normalise('0.00000001')).toBe('0.00000001')
})

test('negating twice changes nothing, and the smaller is never more than the larger', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      expect(compare(negate(negate(a)), a)).toBe(0)
      expect(compare(smaller(a, b), larger(a, b))).not.toBe(1)
      expect(add(smaller(a, b), larger(a, b))).toBe(add(a, b))
    }),
  )
})

test('a multiple of a step is recognised, and what lies between two is not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom('0.1', '0.01', '0.25', '5'),
      (n, step) => {
        expect(isMultipleOf(multiply(String(n), step), step)).toBe(true)
        expect(isMultipleOf(add(multiply(String(n), step), '0.001'), step)).toBe(false)
      },
    ),
  )
})

test.each(['1e-8', 'NaN', '', ' 1', '1,5', '0x10', 'Infinity', '.', '--1'])('"%s" is no decimal', (text) => {
  expect(isDecimal(text)).toBe(false)
  expect(() => add(text, '1')).toThrow(RangeError)
})

const spelt = fc.oneof(
  decimal,
  fc.stringMatching(/^[+-]?(0{0,3}\d{1,24}\.?|\d{0,12}\.\d{1,14})$/),
  fc.constantFrom('0', '-0', '+0.00', '.5', '-.5', '5.', '0.00000001', '-0.1', '10', '100'),
)
const MODES: Readonly<Record<Rounding, 0 | 1 | 3>> = { down: 0, 'half-up': 1, up: 3 }
const plain = (value: string) => value.replace(/^\+/, '').replace(/\.$/, '')
const big = (value: string) => new Big(plain(value))
const unsigned = (text: string) => text.replace(/^-(0(\.0*)?)$/, '$1')

test('every result is the one of big.js, however the numbers are spelt', () => {
  fc.assert(
    fc.property(spelt, spelt, places, fc.constantFrom('down', 'up', 'half-up'), (a, b, at, rounding) => {
      expect(add(a, b)).toBe(unsigned(big(a).plus(big(b)).toFixed()))
      expect(subtract(a, b)).toBe(unsigned(big(a).minus(big(b)).toFixed()))
      expect(multiply(a, b)).toBe(unsigned(big(a).times(big(b)).toFixed()))
      expect(compare(a, b)).toBe(big(a).cmp(big(b)))
      expect(normalise(a)).toBe(unsigned(big(a).toFixed()))
      expect(fixed(a, at, rounding)).toBe(unsigned(big(a).toFixed(at, MODES[rounding])))
      if (big(b).eq(0)) return
      expect(isMultipleOf(a, b)).toBe(big(a).mod(big(b)).eq(0))
      const Exact = Big()
      Exact.DP = at
      Exact.RM = MODES[rounding]
      expect(divide(a, b, at, rounding)).toBe(unsigned(new Exact(plain(a)).div(big(b)).toFixed()))
    }),
    { numRuns: 1_000 },
  )
})

test('a decimal reads the same however many others were read in between, and nonsense stays nonsense', () => {
  const long = `1.${'0'.repeat(40)}1`
  for (let round = 0; round < 2; round++) {
    for (let at = 0; at < 5_000; at++) expect(add(`${at}.50`, '0')).toBe(`${at}.5`)
    expect(add(long, '0')).toBe(long)
    expect(() => add('1e3', '0')).toThrow(RangeError)
  }
})
