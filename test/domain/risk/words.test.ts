import { describe, expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { OrderIntent } from '../../../src/domain/order.ts'
import type { Bound, Facts } from '../../../src/domain/risk/facts.ts'
import {
  enlarges,
  exposureOf,
  notionalOf,
  positionsOf,
  reduces,
  worstPriceOf,
} from '../../../src/domain/risk/words.ts'
import {
  aBound,
  anAdd,
  anAmend,
  anOrder,
  aPosition,
  aSale,
  aTarget,
  codesUnder,
  NOW,
  someFacts,
} from './a-case.ts'

const bought = [{ tokenId: 't1', asset: 'BTC', net: '1' }]

const isReduction = (
  intent: OrderIntent,
  facts: Partial<Facts> = {},
  mandate: Mandate = {},
  bound: Partial<Bound> = {},
) => reduces(intent, someFacts({ inventory: bought, ...facts }), aBound(mandate, bound))

describe('on spot an order reduces', () => {
  test('where it sells no more than was bought', () => {
    expect(isReduction(aSale({ volume: '0.99999999' }))).toBe(true)
    expect(isReduction(aSale())).toBe(true)
    expect(isReduction(aSale({ volume: '1.00000001' }))).toBe(false)
    expect(isReduction(anAdd())).toBe(false)
  })
  test('less what is being sold already: no double exit', () => {
    const stop = anOrder({ side: 'sell', orderType: 'stop-loss', volume: '0.4' })
    expect(isReduction(aSale({ volume: '0.6' }), { orders: [stop] })).toBe(true)
    expect(isReduction(aSale({ volume: '0.61' }), { orders: [stop] })).toBe(false)
    expect(isReduction(aSale({ volume: '1' }), { orders: [{ ...stop, pair: 'BTC/EUR' }] })).toBe(false)
    expect(isReduction(aSale({ volume: '1' }), { orders: [{ ...stop, tokenId: 't2' }] })).toBe(true)
    expect(isReduction(aSale({ volume: '1' }), { orders: [{ ...stop, leverage: '2' }] })).toBe(true)
    expect(isReduction(aSale({ volume: '1' }), { orders: [{ ...stop, pair: 'ETH/USD' }] })).toBe(true)
  })
  test('with what its own tokens bought, not with foreign coins', () => {
    expect(isReduction(aSale(), { inventory: [{ tokenId: 't2', asset: 'BTC', net: '9' }] })).toBe(false)
    const family = { counts: new Set(['t1', 't2']) }
    const split = [
      { tokenId: 't1', asset: 'BTC', net: '0.4' },
      { tokenId: 't2', asset: 'BTC', net: '0.6' },
    ]
    expect(isReduction(aSale(), { inventory: split }, {}, family)).toBe(true)
  })
  test('with the account’s coins where the mandate says so, and for the owner’s limits', () => {
    const facts = { inventory: [], holdings: [{ asset: 'BTC', total: '1', free: '0' }] }
    const account = { inventory: 'account' } as const
    expect(isReduction(aSale(), facts, account)).toBe(true)
    expect(isReduction(aSale({ volume: '1.1' }), facts, account)).toBe(false)
    expect(isReduction(aSale(), facts, {}, { counts: 'account' })).toBe(true)
    expect(isReduction(aSale({ pair: 'ETH/USD', volume: '1' }), facts, account)).toBe(false)
    expect(isReduction(aSale(), { ...facts, holdings: undefined }, account)).toBe(false)
    const strangers = { ...facts, orders: [anOrder({ tokenId: 'x', side: 'sell' })] }
    expect(isReduction(aSale({ volume: '0.1' }), strangers, account)).toBe(false)
  })
  test('into the currency or its listed equivalents only', () => {
    const sale = aSale({ pair: 'BTC/EUR', price: '900' })
    expect(isReduction(sale)).toBe(false)
    expect(isReduction(sale, {}, { equivalents: ['EUR'] })).toBe(true)
    expect(isReduction(sale, {}, { currency: 'EUR' })).toBe(true)
  })
  test('not where its conditional close buys back', () => {
    expect(isReduction(aSale({ close: { orderType: 'limit', price: '900' } }))).toBe(false)
  })
  test('a second sale of a list has only what the first leaves', () => {
    const list = [aSale({ volume: '0.6' }), aSale({ volume: '0.6', price: '1100' })]
    expect(codesUnder({ pairs: [] }, list, { inventory: bought })).toEqual(['pair_not_allowed'])
  })
})

describe('on margin an order reduces', () => {
  const held = { positions: [aPosition()] }
  const closing = (more = {}) => aSale({ leverage: '2', ...more })
  test('within what is open on the other side', () => {
    expect(isReduction(closing(), held)).toBe(true)
    expect(isReduction(closing({ volume: '1.1' }), held)).toBe(false)
    expect(isReduction(anAdd({ leverage: '2' }), held)).toBe(false)
    expect(isReduction(closing({ pair: 'ETH/USD' }), held)).toBe(false)
    expect(isReduction(aSale({ reduceOnly: true }), held)).toBe(true)
    expect(isReduction(closing(), { positions: undefined })).toBe(false)
    expect(isReduction(closing(), { positions: [] })).toBe(false)
  })
  test('with all working reducers, whoever placed them', () => {
    const orders = [anOrder({ tokenId: 'x', side: 'sell', leverage: '2', volume: '0.5' })]
    expect(isReduction(closing({ volume: '0.5' }), { ...held, orders })).toBe(true)
    expect(isReduction(closing({ volume: '0.6' }), { ...held, orders })).toBe(false)
  })
  test('volume 0 is all that is open', () => {
    expect(isReduction(closing({ volume: '0' }), held)).toBe(true)
    expect(isReduction(closing({ volume: '0' }), { positions: [] })).toBe(false)
    expect(isReduction(closing({ volume: '0' }), { positions: undefined })).toBe(false)
  })
  test('not a position that is known to be another token’s, unless the account’s count', () => {
    const theirs = { positions: [aPosition({ tokenId: 't2' })] }
    expect(isReduction(closing(), theirs)).toBe(false)
    expect(isReduction(closing(), theirs, { inventory: 'account' })).toBe(true)
    expect(isReduction(closing(), { positions: [aPosition({ tokenId: undefined })] })).toBe(true)
  })
})

describe('an amend reduces', () => {
  const amend = (more: object, target = {}) => {
    const facts = { inventory: [], targets: new Map([['O1', aTarget(target)]]) }
    return isReduction(anAmend(more), facts)
  }
  test('where nothing of it grows', () => {
    expect(amend({ volume: '0.9' })).toBe(true)
    expect(amend({ limitPrice: '999' })).toBe(true)
    expect(amend({ volume: '1' })).toBe(true)
    expect(amend({ volume: '1.1' })).toBe(false)
    expect(amend({ volume: '1.1', limitPrice: '500' })).toBe(false)
    expect(amend({ limitPrice: '1001' })).toBe(false)
  })
  const stop = {
    side: 'sell',
    orderType: 'stop-loss-limit',
    triggerPrice: '950',
    limitPrice: '940',
    protective: true,
  }
  test('never where it moves a protective trigger away or shrinks a protective order', () => {
    expect(amend({ triggerPrice: '951' }, stop)).toBe(true)
    expect(amend({ triggerPrice: '949' }, stop)).toBe(false)
    expect(amend({ volume: '0.9' }, stop)).toBe(false)
    expect(amend({ limitPrice: '939' }, stop)).toBe(true)
    expect(amend({ limitPrice: '941' }, stop)).toBe(false)
    const buy = { ...stop, side: 'buy', triggerPrice: '1050', limitPrice: '1060', worstPrice: '1060' }
    expect(amend({ triggerPrice: '1051' }, buy)).toBe(false)
    expect(amend({ triggerPrice: '1049' }, buy)).toBe(true)
    expect(amend({ limitPrice: '1059' }, buy)).toBe(false)
    const profit = {
      ...stop,
      orderType: 'take-profit',
      triggerPrice: '1100',
      limitPrice: undefined,
      worstPrice: '1100',
    }
    expect(amend({ triggerPrice: '1101' }, profit)).toBe(false)
    expect(amend({ triggerPrice: '1099' }, profit)).toBe(true)
    expect(amend({ triggerPrice: '1099' }, { ...profit, triggerPrice: undefined })).toBe(false)
  })
  test('a loosened stop is no reduction even of what the token bought', () => {
    const targets = new Map([['O1', aTarget(stop as never)]])
    expect(isReduction(anAmend({ triggerPrice: '900' }), { targets })).toBe(false)
  })
  test('where a larger sale is still within what was bought', () => {
    const target = aTarget({ side: 'sell', volume: '0.5' })
    const facts = { targets: new Map([['O1', target]]), orders: [target] }
    expect(isReduction(anAmend({ volume: '1' }), facts)).toBe(true)
    expect(isReduction(anAmend({ volume: '1.1' }), facts)).toBe(false)
  })
  test('and an edit is read the same way', () => {
    const edit = (more: object, target = {}) =>
      isReduction(
        { kind: 'edit', order: { txid: 'O1' }, pair: 'BTC/USD', ...more },
        { inventory: [], targets: new Map([['O1', aTarget(target)]]) },
      )
    expect(edit({ price: '999' })).toBe(true)
    expect(edit({ price: '1001' })).toBe(false)
    expect(edit({ price: '949', price2: '940' }, stop)).toBe(false)
    expect(edit({ price: '951', price2: '940' }, stop)).toBe(true)
  })
  test('to no more than has traded it ends the order', () => {
    const target = aTarget({ filled: '0.5' })
    const facts = { targets: new Map([['O1', target]]), orders: [target] }
    expect(codesUnder({ maxOrderNotional: '1' }, anAmend({ volume: '0.5' }), facts)).toEqual([])
    expect(codesUnder({ maxOrderNotional: '1' }, anAmend({ volume: '0.4' }), facts)).toEqual([])
  })
  test('a target that has traded more than its volume has nothing left', () => {
    expect(amend({ volume: '1.1' }, { filled: '1.2' })).toBe(true)
  })
})

test('an amend enlarges by volume or price, and where its order cannot be read', () => {
  const facts = someFacts({ targets: new Map([['O1', aTarget({ side: 'sell' })]]), inventory: bought })
  expect(enlarges(anAmend({ volume: '1.1' }), facts, aBound())).toBe(true)
  expect(enlarges(anAmend({ limitPrice: '1000.1' }), facts, aBound())).toBe(true)
  expect(enlarges(anAmend({ volume: '0.9' }), facts, aBound())).toBe(false)
  expect(enlarges(anAmend({ volume: '0.9' }), someFacts(), aBound())).toBe(true)
})

test('nothing reduces that cannot be read', () => {
  expect(isReduction(aSale({ pair: 'NO/NE' }))).toBe(false)
})

describe('the words for others', () => {
  const collar = aBound({ priceCollarPercent: '1' })
  const market = anAdd({ orderType: 'market', price: undefined })
  test('the worst price is by the document, or the widest of all', () => {
    const facts = someFacts({ bounds: [collar, aBound({ priceCollarPercent: '2' })] })
    expect(worstPriceOf(market, facts, collar)).toBe('1020.1')
    expect(worstPriceOf(market, facts)).toBe('1030.2')
    expect(worstPriceOf(market, someFacts({ bounds: [] }))).toBe('1060.5')
    expect(worstPriceOf(anAdd({ pair: 'NO/NE' }), facts)).toBeUndefined()
  })
  test('without a fresh book the last price stands in', () => {
    expect(worstPriceOf(market, someFacts({ books: new Map() }), collar)).toBe('1010')
    expect(worstPriceOf(market, someFacts({ books: new Map(), lasts: new Map() }), collar)).toBeUndefined()
  })
  test('notional and exposure', () => {
    expect(notionalOf(market, someFacts(), collar)).toBe('1020.1')
    expect(notionalOf(anAdd({ pair: 'NO/NE' }), someFacts(), collar)).toBeUndefined()
    const facts = someFacts({ inventory: bought, orders: [anOrder()] })
    expect(exposureOf('BTC', facts, aBound())).toBe('2020')
    expect(exposureOf('ETH', facts, aBound())).toBe('0')
    expect(
      exposureOf('BTC', someFacts({ holdings: undefined }), aBound({}, { counts: 'account' })),
    ).toBeUndefined()
    const flat = someFacts({ inventory: bought, orders: [anOrder({ side: 'sell', volume: '3' })] })
    expect(exposureOf('BTC', flat, aBound())).toBe('2020')
    const none = someFacts({ inventory: [...bought, { ...bought[0], net: '-1' } as never] })
    expect(exposureOf('BTC', none, aBound())).toBe('0')
  })
  test('positions', () => {
    const facts = someFacts({
      positions: [aPosition(), aPosition({ open: '2' }), aPosition({ tokenId: 'x' })],
    })
    expect(positionsOf(facts, aBound())).toEqual([{ pair: 'BTC/USD', side: 'buy', open: '3' }])
    expect(positionsOf(someFacts({ positions: undefined }), aBound())).toBeUndefined()
  })
  test('what is filled long ago and cancelled counts nowhere', () => {
    const old = anOrder({ state: 'ended', filled: '1', cost: '1000', filledAt: NOW - 90_000_000 })
    expect(exposureOf('BTC', someFacts({ orders: [old] }), aBound())).toBe('0')
  })
})
