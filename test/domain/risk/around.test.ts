import { describe, expect, test } from 'vitest'
import { CAREFUL, rulesOf } from '../../../src/domain/mandate/rules.ts'
import { needsOf } from '../../../src/domain/risk/needs.ts'
import { collarEdge, lastEdge, lifetimeOf, shapeOf } from '../../../src/domain/risk/shape.ts'
import { usageOf } from '../../../src/domain/risk/usage.ts'
import {
  aBook,
  aBound,
  anAdd,
  anAmend,
  anOrder,
  aPosition,
  aReading,
  aTarget,
  NOW,
  someFacts,
} from './a-case.ts'

describe('what is needed', () => {
  const lite = { pairs: new Map(), targets: new Map() }
  const nothing = {
    pairs: false,
    books: [],
    lasts: [],
    conversions: [],
    holdings: false,
    positions: false,
    margin: false,
    reading: false,
    fills: false,
    targets: false,
  }
  test('an open mandate needs nothing at all, unless the account only reduces', () => {
    expect(needsOf([aBound()], [anAdd()], lite)).toEqual(nothing)
    expect(needsOf([], [anAdd()], lite)).toEqual(nothing)
    const reducing = { ...lite, tradingState: 'REDUCING' } as const
    expect(needsOf([aBound()], [anAdd()], reducing)).toMatchObject({
      pairs: true,
      holdings: true,
      fills: true,
    })
    expect(needsOf([aBound({ maxOrderNotional: '1' })], [], lite)).toEqual(nothing)
  })
  test('a mandate that counts orders needs no prices', () => {
    const bounds = [aBound({ ordersPerMinute: 5 })]
    expect(needsOf(bounds, [anAdd()], lite)).toEqual({ ...nothing, pairs: true })
    expect(needsOf(bounds, [anAdd({ price: '+1%' })], lite)).toMatchObject({ lasts: ['BTC/USD'], books: [] })
    expect(needsOf(bounds, [anAdd({ leverage: '2' })], lite)).toMatchObject({ positions: true, margin: true })
  })
  test('a mandate that counts money needs the book, the balance and the way to its currency', () => {
    const order = anAdd({ pair: 'ETH/BTC' })
    expect(needsOf([aBound({ maxOrderNotional: '1' })], [order, order], lite)).toMatchObject({
      books: ['ETH/BTC'],
      lasts: ['ETH/BTC'],
      conversions: [{ from: 'BTC', to: 'USD' }],
      holdings: true,
      positions: false,
      fills: true,
      reading: false,
      targets: false,
    })
    const facts = someFacts({ orders: [anOrder({ pair: 'BTC/EUR' }), anOrder({ pair: 'XY/ZZ' })] })
    expect(needsOf([aBound({ maxDayNotional: '1' })], [anAdd()], facts).conversions).toEqual([
      { from: 'EUR', to: 'USD' },
      { from: 'ZZ', to: 'USD' },
    ])
  })
  test('a limit of exposure needs the way of all that is at stake', () => {
    const facts = someFacts({
      orders: [anOrder()],
      inventory: [
        { tokenId: 't1', asset: 'SOL', net: '1' },
        { tokenId: 't1', asset: 'ADA', net: '0' },
      ],
      positions: [aPosition({ pair: 'ETH/USD' })],
    })
    const limit = { maxExposure: '1', maxLeverage: 1 }
    const froms = (counts: 'account' | ReadonlySet<string>) =>
      needsOf([aBound(limit, { counts })], [anAdd()], facts).conversions.map(({ from }) => from)
    expect(froms(new Set(['t1']))).toEqual(['BTC', 'ETH', 'SOL'])
    expect(froms('account')).toEqual(['BTC', 'ETH', 'SOL', 'EUR', 'USDT'])
    const early = { pairs: new Map(), targets: new Map() }
    expect(needsOf([aBound(limit)], [anAdd()], early).conversions).toEqual([{ from: 'BTC', to: 'USD' }])
    const none = { ...facts, holdings: [{ asset: 'DOT', total: '0', free: '0' }] }
    expect(needsOf([aBound(limit, { counts: 'account' })], [anAdd()], none).conversions).toHaveLength(3)
    expect(needsOf([aBound(limit, { counts: 'account' })], [anAdd()], early).positions).toBe(true)
    expect(needsOf([aBound({ maxExposure: '1' })], [anAdd()], early).positions).toBe(true)
  })
  test('a limit of loss needs a reading and its currency', () => {
    const reading = aReading({ currency: 'EUR' })
    const euro = { from: 'EUR', to: 'USD' }
    expect(needsOf([aBound({ maxDayLoss: '1' })], [anAdd()], { ...lite, reading })).toMatchObject({
      reading: true,
      conversions: [euro],
    })
    expect(needsOf([aBound({ maxDayLoss: '1' }, { reading })], [anAdd()], lite).conversions).toEqual([euro])
    expect(needsOf([aBound({ maxDrawdownPercent: { week: '1' } })], [anAdd()], lite).reading).toBe(true)
    expect(needsOf([aBound({ maxDrawdownPercent: { month: '1' } })], [anAdd()], lite).reading).toBe(true)
  })
  test('margin is reckoned in dollars', () => {
    const order = anAdd({ pair: 'BTC/EUR', leverage: '2' })
    expect(needsOf([aBound({ ordersPerMinute: 1 })], [order], lite).conversions).toEqual([
      { from: 'EUR', to: 'USD' },
    ])
  })
  test('an amend needs its target, and what that is about', () => {
    const bounds = [aBound({ maxOrderNotional: '1' })]
    expect(needsOf(bounds, [anAmend()], lite)).toMatchObject({ targets: true, books: [], margin: false })
    const targets = new Map([['O1', aTarget({ leverage: '2' })]])
    expect(needsOf(bounds, [anAmend()], { ...lite, targets })).toMatchObject({
      books: ['BTC/USD'],
      margin: true,
    })
    const mine = anAmend({ order: { clientOrderId: 'mine' } })
    expect(
      needsOf(bounds, [mine, anAmend({ order: {} })], { ...lite, targets: new Map([['mine', aTarget()]]) }),
    ).toMatchObject({
      books: ['BTC/USD'],
    })
  })
})

describe('the shape', () => {
  test('is the tightest of all documents', () => {
    const wide = aBound({ priceCollarPercent: '5', marketAs: 'market', maxOrderLife: '2h' })
    const tight = aBound({ priceCollarPercent: '2', marketAs: 'ioc', maxOrderLife: '15m' })
    expect(shapeOf([wide, tight])).toEqual({ marketAs: 'ioc', collarPercent: '2', lifeSeconds: 900 })
    expect(shapeOf([aBound()])).toEqual({
      marketAs: 'market',
      collarPercent: undefined,
      lifeSeconds: undefined,
    })
  })
  test('puts the collar’s edge on the tick, towards the market', () => {
    const book = aBook('990', '1011')
    expect(collarEdge(book, 'buy', '5', '0.1')).toBe('1050.5')
    expect(collarEdge(book, 'sell', '5', '0.1')).toBe('950.5')
    expect(collarEdge({ ...book, asks: [] }, 'buy', '5', '0.1')).toBeUndefined()
  })
  test('goes twice as far around a last price', () => {
    expect(lastEdge('1000', 'sell', '5', '0.1')).toBe('900')
    expect(lastEdge('1000', 'buy', '5', '7')).toBe('1099')
  })
  test('ends what would rest longer, and spares what protects or cannot rest', () => {
    const end = NOW / 1000 + 900
    const life = (more: object, reduces = true) => lifetimeOf(anAdd(more), 900, NOW, reduces)
    expect(life({})).toBe(end)
    expect(life({ orderType: 'iceberg' })).toBe(end)
    expect(life({ expireTime: '+901' })).toBe(end)
    expect(life({ expireTime: '+900' })).toBeUndefined()
    expect(life({ expireTime: String(end) })).toBeUndefined()
    expect(life({ expireTime: String(end + 1) })).toBe(end)
    expect(life({ timeInForce: 'IOC' })).toBeUndefined()
    expect(life({ timeInForce: 'FOK' })).toBeUndefined()
    expect(life({ orderType: 'stop-loss-limit' })).toBeUndefined()
    expect(life({ orderType: 'stop-loss-limit' }, false)).toBe(end)
    expect(life({ orderType: 'market' }, false)).toBeUndefined()
    expect(life({ orderType: 'settle-position' }, false)).toBeUndefined()
    expect(lifetimeOf(anAdd(), undefined, NOW, true)).toBeUndefined()
  })
})

describe('what is used and left', () => {
  const facts = someFacts({
    orders: [anOrder({ intendedAt: NOW - 1 })],
    positions: [aPosition({ pair: 'ETH/USD' })],
    reading: aReading({ day: { loss: '30', drawdownPercent: '1' } }),
  })
  test('of each allowance, by the words of the rules', () => {
    const bound = aBound({
      maxDayNotional: '1500',
      approval: { above: '900' },
      ordersPerMinute: 2,
      maxOpenOrders: 5,
      maxOpenOrdersPerPair: 1,
      maxExposure: '5000',
      maxExposurePerAsset: { BTC: '2000' },
      maxPositionNotional: { 'ETH/USD': '150', 'NO/NE': '1' },
      maxOpenPositions: 2,
      maxDayLoss: '100',
      maxDrawdownPercent: { day: '3' },
    })
    expect(usageOf(bound, facts)).toEqual([
      { allowance: 'maxDayNotional', currency: 'USD', limit: '1500', used: '1000', left: '500' },
      { allowance: 'approval.above', currency: 'USD', limit: '900', used: '1000', left: '0' },
      { allowance: 'ordersPerMinute', limit: '2', used: '1', left: '1' },
      { allowance: 'maxOpenOrders', limit: '5', used: '1', left: '4' },
      { allowance: 'maxOpenOrdersPerPair', of: 'BTC/USD', limit: '1', used: '1', left: '0' },
      { allowance: 'maxExposure', currency: 'USD', limit: '5000', used: '1111', left: '3889' },
      {
        allowance: 'maxExposurePerAsset',
        of: 'BTC',
        currency: 'USD',
        limit: '2000',
        used: '1010',
        left: '990',
      },
      { allowance: 'maxOpenPositions', limit: '2', used: '1', left: '1' },
      {
        allowance: 'maxPositionNotional',
        of: 'ETH/USD',
        currency: 'USD',
        limit: '150',
        used: '100',
        left: '50',
      },
      { allowance: 'maxPositionNotional', of: 'NO/NE', currency: 'USD', limit: '1' },
      { allowance: 'maxLoss', of: 'day', currency: 'USD', limit: '100', used: '30', left: '70' },
      { allowance: 'maxDrawdownPercent', of: 'day', limit: '3', used: '1', left: '2' },
    ])
  })
  test('is told without use where a fact is missing, and of open mandates nothing', () => {
    const bound = aBound(
      {
        maxExposure: '1',
        maxExposurePerAsset: { BTC: '1' },
        maxOpenPositions: 1,
        maxPositionNotional: { 'BTC/USD': '1' },
        maxWeekLoss: '1',
      },
      { counts: 'account' },
    )
    const dark = someFacts({ holdings: undefined, positions: undefined })
    expect(usageOf(bound, dark).map(({ used, left }) => [used, left])).toEqual(
      Array.from({ length: 5 }, () => [undefined, undefined]),
    )
    expect(usageOf(aBound(), facts)).toEqual([])
  })
})

test('where a mandate is silent it is careful, not free', () => {
  expect(rulesOf({})).toMatchObject({
    currency: 'USD',
    maxLeverage: 1,
    collarPercent: '5',
    marketAs: 'ioc',
    inventory: 'own',
    approval: 'never',
    maxOrderNotional: undefined,
  })
  expect(CAREFUL.collarPercent).toBe('5')
})
