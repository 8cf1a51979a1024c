import { expect, test } from 'vitest'
import { parseMandate, problemLines } from '../../../src/domain/mandate/parse.ts'
import {
  isPreset,
  liftsEverything,
  OPEN,
  PRESET_NAMES,
  PRESETS,
} from '../../../src/domain/mandate/presets.ts'

/** The document of the specification, whole. */
const WHOLE = {
  currency: 'USD',
  pairs: ['BTC/USD'],
  orderTypes: ['limit'],
  hours: ['Mon-Fri 08:00-20:00 UTC'],
  maxOrderNotional: '600',
  maxDayNotional: '5000',
  ordersPerMinute: 10,
  maxOpenOrders: 10,
  maxOpenOrdersPerPair: 5,
  maxExposure: '10000',
  maxExposurePerAsset: { BTC: '6000' },
  maxPositionNotional: { 'BTC/USD': '2000' },
  maxOpenPositions: 5,
  maxLeverage: 1,
  minMarginLevelPercent: '150',
  maxDayLoss: '200',
  maxWeekLoss: '500',
  maxMonthLoss: '1000',
  maxDrawdownPercent: { day: '3', week: '6', month: '10' },
  priceCollarPercent: '5',
  maxOrderLife: '15m',
  marketAs: 'ioc',
  orders: 'own',
  inventory: 'own',
  withdrawalKeys: [{ key: 'cold', asset: 'XBT', address: 'bc1q', maxAmount: '0.1', maxDayAmount: '0.2' }],
  approval: 'never',
  grants: {},
}

const mandateOf = (document: unknown) => {
  const parsed = parseMandate(document)
  if (!parsed.ok) throw new Error(problemLines(parsed.problems).join(' '))
  return parsed.mandate
}

const linesOf = (document: unknown): string => {
  const parsed = parseMandate(document)
  return parsed.ok ? '' : problemLines(parsed.problems).join(' ')
}

test('the whole document is read, as text or as what it says, and an empty one too', () => {
  expect(mandateOf(WHOLE)).toEqual({
    ...WHOLE,
    withdrawalKeys: [{ ...WHOLE.withdrawalKeys[0], asset: 'BTC' }],
  })
  expect(mandateOf(JSON.stringify(WHOLE))).toEqual(mandateOf(WHOLE))
  expect(mandateOf({})).toEqual({})
})

test('whatever is read is in its one normal form, which reads as itself', () => {
  const written = {
    currency: 'zusd',
    equivalents: ['usdt'],
    pairs: ['xbt/usd', 'XDG-USD', 'XXBT/ZEUR'],
    maxOrderNotional: '0600.50',
    maxExposurePerAsset: { xxbt: '06' },
    maxPositionNotional: { 'xbt/usd': '.5' },
    grants: { maxExposurePerAsset: { XDG: '1' } },
  }
  const mandate = mandateOf(written)
  expect(mandate).toEqual({
    currency: 'USD',
    equivalents: ['USDT'],
    pairs: ['BTC/USD', 'DOGE/USD', 'BTC/EUR'],
    maxOrderNotional: '600.5',
    maxExposurePerAsset: { BTC: '6' },
    maxPositionNotional: { 'BTC/USD': '0.5' },
    grants: { maxExposurePerAsset: { DOGE: '1' } },
  })
  expect(mandateOf(JSON.stringify(mandate))).toEqual(mandate)
})

test('an unknown field is a mistake, and the nearest known one is named', () => {
  expect(linesOf({ maxOrdrNotional: '600' })).toBe(
    'maxOrdrNotional is no field of a mandate; the nearest is maxOrderNotional.',
  )
  expect(linesOf({ maxDrawdownPercent: { daily: '3' } })).toContain(
    'maxDrawdownPercent.daily is no field of a mandate; the nearest is day',
  )
  expect(linesOf({ grants: { pair: [] } })).toContain(
    'grants.pair is no field of a mandate; the nearest is pairs',
  )
  expect(linesOf({ grants: { grants: {} } })).toContain('grants.grants is no field')
})

test.each([
  [{ maxOrderNotional: 600 }, 'maxOrderNotional is a number: write it as text, "600".'],
  [{ maxOrderNotional: 'lots' }, 'maxOrderNotional wants a decimal such as "600", or "none".'],
  [{ maxOrderNotional: '-1' }, 'maxOrderNotional wants a decimal such as "600", or "none".'],
  [{ maxDayLoss: '1e3' }, 'maxDayLoss wants a decimal such as "600", or "none".'],
  [{ maxOrderNotional: null }, 'maxOrderNotional wants a decimal in quotes such as "600".'],
  [{ ordersPerMinute: '10' }, 'ordersPerMinute wants a whole number from 0 on, or "none".'],
  [{ ordersPerMinute: 1.5 }, 'ordersPerMinute wants a whole number from 0 on, or "none".'],
  [{ maxLeverage: 0 }, 'maxLeverage wants a whole number from 1 on, or "none".'],
  [{ pairs: 'BTC/USD' }, 'pairs wants a list of pairs, or "none" for no limit.'],
  [{ pairs: ['XBTUSD'] }, 'pairs.0 wants the name of a pair such as "BTC/USD".'],
  [{ orderTypes: ['limit', 'stop'] }, 'orderTypes.1 wants one of: "market", "limit"'],
  [{ hours: ['always'] }, 'hours.0 wants a window such as "Mon-Fri 08:00-20:00 UTC".'],
  [{ hours: ['Mon-Fri 08:00-20:00 Nowhere/Land'] }, 'hours.0 wants a window'],
  [
    { maxOrderLife: '15' },
    'maxOrderLife wants a span such as "15m" or "24h", from 5 seconds to 30 days, or "none".',
  ],
  [{ maxOrderLife: '4s' }, 'maxOrderLife wants a span'],
  [{ marketAs: 'limit' }, 'marketAs wants one of: "ioc", "market".'],
  [{ approval: 'sometimes' }, 'approval wants "never", "always" or {"above": "500"}.'],
  [{ approval: { above: 500 } }, 'approval.above is a number: write it as text, "500".'],
  [
    { maxExposurePerAsset: { 'B T C': '1' } },
    'maxExposurePerAsset.B T C wants the name of an asset such as "BTC".',
  ],
  [
    { maxExposurePerAsset: { BTC: '1', XBT: '2' } },
    'maxExposurePerAsset.XBT means BTC, which is there already.',
  ],
  [{ withdrawalKeys: [{ key: 'cold', asset: 'XBT' }] }, 'withdrawalKeys.0.address wants a text.'],
  [[], 'The document is not a JSON object'],
  ['{', 'The document is not a JSON object'],
  [7, 'The document is not a JSON object'],
])('what is wrong is said in words: %j', (document, words) => {
  expect(linesOf(document)).toContain(words)
})

test('every mistake of a document is told at once', () => {
  const parsed = parseMandate({ maxOrderNotional: 1, orders: 'mine', colour: 'red' })
  expect(parsed.ok ? [] : parsed.problems.map(({ field }) => field).sort()).toEqual([
    'colour',
    'maxOrderNotional',
    'orders',
  ])
})

test('every preset is a good document, and open alone lifts everything', () => {
  for (const name of PRESET_NAMES) {
    if (!isPreset(name)) throw new Error(name)
    expect(mandateOf(PRESETS[name])).toEqual(PRESETS[name])
    expect(liftsEverything(PRESETS[name])).toBe(name === 'open')
  }
  expect(liftsEverything({ ...OPEN, maxLeverage: 3 })).toBe(false)
  expect(isPreset('constructor')).toBe(false)
})
