import { expect, test } from 'vitest'
import { FEE_TABLE, feeTier, nextTier } from '../../src/domain/fees.ts'
import { isLess, isMore } from '../../src/domain/money.ts'

test.each([
  ['0', '0.25', '0.40'],
  ['9999.9999', '0.25', '0.40'],
  ['10000', '0.20', '0.35'],
  ['49999.99', '0.20', '0.35'],
  ['250000', '0.10', '0.20'],
  ['99999999', '0.00', '0.10'],
])('a volume of %s USD pays %s maker and %s taker', (volume, maker, taker) => {
  expect(feeTier(volume)).toMatchObject({ maker, taker })
})

test('a fee from the table is marked as assumed and says of which date', () => {
  expect(feeTier('0')).toMatchObject({ assumed: true, asOf: FEE_TABLE.asOf })
  expect(Date.parse(FEE_TABLE.asOf)).toBeGreaterThan(0)
})

test('every tier asks for more volume and less fee than the one before, and a maker never pays more than a taker', () => {
  for (const [index, tier] of FEE_TABLE.tiers.entries()) {
    expect(isMore(tier.maker, tier.taker)).toBe(false)
    const before = FEE_TABLE.tiers[index - 1]
    if (before === undefined) continue
    expect(isMore(tier.minVolume, before.minVolume)).toBe(true)
    expect(isLess(tier.taker, before.taker)).toBe(true)
  }
})

test('the next tier is the first one out of reach, and the top has none', () => {
  expect(nextTier('10000')?.minVolume).toBe('50000')
  expect(nextTier('10000000')).toBeUndefined()
})
