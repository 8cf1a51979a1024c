import { describe, expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { OrderIntent } from '../../../src/domain/order.ts'
import type { Bound, Facts, OrderFact, TargetFact } from '../../../src/domain/risk/facts.ts'
import { judge } from '../../../src/domain/risk/judge.ts'
import {
  aBook,
  aBound,
  anAdd,
  anAmend,
  anOrder,
  aPosition,
  aQuote,
  aReading,
  aSale,
  aTarget,
  codesUnder,
  NOW,
  reasonsUnder,
  someFacts,
} from './a-case.ts'

type Row = readonly [says: string, mandate: Mandate, facts?: Partial<Facts>, bound?: Partial<Bound>]

/** The order passes under each of these; `last` numbers are the limits. */
const table = (
  code: string,
  intents: OrderIntent | readonly OrderIntent[],
  rows: { readonly passes: readonly Row[]; readonly fails: readonly Row[] },
) => {
  for (const [says, mandate, facts, bound] of rows.passes)
    test(`${code} says nothing: ${says}`, () => {
      expect(codesUnder(mandate, intents, facts, bound)).toEqual([])
    })
  for (const [says, mandate, facts, bound] of rows.fails)
    test(`${code}: ${says}`, () => {
      expect(codesUnder(mandate, intents, facts, bound)).toEqual([code])
    })
}

const EURO = { 'BTC/EUR': { price: '900' } }
const yesterday = NOW - 86_400_000

describe('P08, the notional of one order', () => {
  table('max_order_notional', anAdd(), {
    passes: [
      ['limit + 1', { maxOrderNotional: '1001' }],
      ['at the limit', { maxOrderNotional: '1000' }],
    ],
    fails: [['limit − 1', { maxOrderNotional: '999' }]],
  })
  // The collar's upper edge over the ask: 1010 × 1.05.
  table('max_order_notional', anAdd({ orderType: 'market', price: undefined }), {
    passes: [['a market buy at the edge', { maxOrderNotional: '1060.5', priceCollarPercent: '5' }]],
    fails: [['a market buy above the edge', { maxOrderNotional: '1060.4', priceCollarPercent: '5' }]],
  })
  table('max_order_notional', anAdd({ orderType: 'market', price: undefined }), {
    passes: [['a lifted collar counts as the careful one', { maxOrderNotional: '1060.5' }]],
    fails: [['a lifted collar counts as the careful one, and no less', { maxOrderNotional: '1060.4' }]],
  })
  table('max_order_notional', anAdd({ orderType: 'stop-loss', price: '1100' }), {
    passes: [['a stop buy at the edge over its trigger', { maxOrderNotional: '1155' }]],
    fails: [['a stop buy beyond', { maxOrderNotional: '1154.9' }]],
  })
  table('max_order_notional', anAdd({ orderType: 'stop-loss-limit', price: '1100', price2: '1120' }), {
    passes: [['a stop-limit buy by its limit', { maxOrderNotional: '1120' }]],
    fails: [['a stop-limit buy beyond its limit', { maxOrderNotional: '1119.9' }]],
  })
  table('max_order_notional', aSale({ price: '1' }), {
    passes: [['a sale far below counts at the best bid', { maxOrderNotional: '990' }]],
    fails: [['a sale far below the bid is no small sale', { maxOrderNotional: '989.9' }]],
  })
  table('max_order_notional', aSale({ price: '2000' }), {
    passes: [['a sale above the bid by its limit', { maxOrderNotional: '2000' }]],
    fails: [['a sale above the bid beyond', { maxOrderNotional: '1999.9' }]],
  })
  table('max_order_notional', aSale({ orderType: 'take-profit', price: '1200' }), {
    passes: [['a take-profit by its trigger', { maxOrderNotional: '1200' }]],
    fails: [['a take-profit beyond its trigger', { maxOrderNotional: '1199.9' }]],
  })
  table('max_order_notional', anAdd({ orderType: 'iceberg', displayVolume: '0.1' }), {
    passes: [['an iceberg in full', { maxOrderNotional: '1000' }]],
    fails: [['an iceberg by more than it shows', { maxOrderNotional: '999.9' }]],
  })
  table(
    'max_order_notional',
    anAdd({ orderType: 'market', price: undefined, volume: '700', flags: ['viqc'] }),
    {
      passes: [['viqc by its cost', { maxOrderNotional: '700' }]],
      fails: [['viqc beyond its cost', { maxOrderNotional: '699.9' }]],
    },
  )
  table('max_order_notional', anAdd({ price: '-1%' }), {
    passes: [['a relative price resolved from the last', { maxOrderNotional: '990' }]],
    fails: [['a relative price beyond', { maxOrderNotional: '989.9' }]],
  })
  table('max_order_notional', anAdd({ pair: 'BTC/EUR', ...EURO['BTC/EUR'] }), {
    passes: [['another quote currency at the ask', { maxOrderNotional: '1125' }]],
    fails: [['another quote currency beyond', { maxOrderNotional: '1124.9' }]],
  })
  table('max_order_notional', anAdd({ pair: 'ETH/BTC', price: '0.1', volume: '10' }), {
    passes: [['a coin as quote', { maxOrderNotional: '1010' }]],
    fails: [['a coin as quote beyond', { maxOrderNotional: '1009.9' }]],
  })
  table('max_order_notional', anAdd(), {
    passes: [['in another currency, against the bid', { currency: 'EUR', maxOrderNotional: '1000' }]],
    fails: [['in another currency beyond', { currency: 'EUR', maxOrderNotional: '999' }]],
  })

  test('without a path of quotes an increase cannot be judged, and is refused', () => {
    const old = [aQuote('EUR/USD', '1', '1.25', NOW - 10_001)]
    const order = anAdd({ pair: 'BTC/EUR', price: '900' })
    const facts = { quotes: [], holdings: [{ asset: 'EUR', total: '1000', free: '1000' }] }
    expect(codesUnder({ maxOrderNotional: '9999' }, order, facts)).toEqual(['not_judged'])
    expect(codesUnder({ maxOrderNotional: '9999' }, order, { quotes: old })).toEqual(['not_judged'])
    expect(
      codesUnder({ maxOrderNotional: '9999' }, order, { quotes: [aQuote('EUR/USD', '1', '0')] }),
    ).toEqual(['not_judged'])
  })

  test('stable coins are converted over a path like everything else', () => {
    const quotes = [aQuote('USDT/USD', '0.9', '1.1'), aQuote('BTC/USDT', '900', '1000')]
    const order = anAdd({ pair: 'ETH/BTC', price: '0.1', volume: '10' })
    expect(codesUnder({ maxOrderNotional: '1100' }, order, { quotes })).toEqual([])
    expect(codesUnder({ maxOrderNotional: '1099' }, order, { quotes })).toEqual(['max_order_notional'])
  })
})

describe('P09, the notional of 24 hours', () => {
  const traded = anOrder({ state: 'ended', filled: '1', cost: '400', filledAt: NOW - 1 })
  table('max_day_notional', anAdd(), {
    passes: [
      ['limit + 1', { maxDayNotional: '1401' }, { orders: [traded] }],
      ['at the limit', { maxDayNotional: '1400' }, { orders: [traded] }],
      ['a day later', { maxDayNotional: '1000' }, { orders: [{ ...traded, filledAt: yesterday }] }],
      ['a cancel gives the rest back', { maxDayNotional: '1000' }, { orders: [anOrder({ state: 'ended' })] }],
      ['of others', { maxDayNotional: '1000' }, { orders: [{ ...traded, tokenId: 't2' }] }],
      [
        'half filled: the fill and the rest',
        { maxDayNotional: '1900' },
        { orders: [anOrder({ filled: '0.5', cost: '400', filledAt: NOW })] },
      ],
    ],
    fails: [
      ['limit − 1', { maxDayNotional: '1399' }, { orders: [traded] }],
      ['open orders at their worst', { maxDayNotional: '1999' }, { orders: [anOrder()] }],
      ['unresolved ones too', { maxDayNotional: '1999' }, { orders: [anOrder({ state: 'unresolved' })] }],
      [
        'half filled beyond',
        { maxDayNotional: '1899' },
        { orders: [anOrder({ filled: '0.5', cost: '400', filledAt: NOW })] },
      ],
      [
        'the day is not over',
        { maxDayNotional: '1399' },
        { orders: [{ ...traded, filledAt: yesterday + 1 }] },
      ],
      [
        'everybody’s for the owner',
        { maxDayNotional: '1399' },
        { orders: [{ ...traded, tokenId: 't2' }] },
        { counts: 'account' },
      ],
      ['a pair that is gone', { maxDayNotional: '1399' }, { orders: [{ ...traded, pair: 'GONE/USD' }] }],
    ],
  })

  test('orders of a list count together', () => {
    const list = [anAdd({ volume: '0.5' }), anAdd({ volume: '0.5', price: '900' }), anAdd({ volume: '0.1' })]
    const reasons = reasonsUnder({ maxDayNotional: '1000' }, list)
    expect(reasons).toMatchObject([{ code: 'max_day_notional', order: 2, largest: '0.05' }])
  })

  test('a conditional close is an order of its own', () => {
    const order = anAdd({ close: { orderType: 'limit', price: '1100' } })
    expect(codesUnder({ maxDayNotional: '2100' }, order)).toEqual([])
    const [reason] = reasonsUnder({ maxDayNotional: '2099' }, order)
    expect(reason).toMatchObject({ code: 'max_day_notional', order: 0 })
    expect(reason?.message).toContain('conditional close')
  })

  test('a day that is used up leaves nothing', () => {
    expect(reasonsUnder({ maxDayNotional: '900' }, anAdd(), { orders: [anOrder()] })).toMatchObject([
      { largest: '0' },
    ])
  })

  test('what cannot be converted cannot be judged', () => {
    const orders = [anOrder({ pair: 'ETH/XYZ', tokenId: 't1' })]
    expect(codesUnder({ maxDayNotional: '9999' }, anAdd(), { orders })).toEqual(['not_judged'])
  })

  test('an amend is judged on the difference', () => {
    const facts = { orders: [anOrder()], targets: new Map([['O1', aTarget()]]) }
    const more = anAmend({ volume: '1.5' })
    expect(codesUnder({ maxDayNotional: '1500' }, more, facts)).toEqual([])
    expect(reasonsUnder({ maxDayNotional: '1499' }, more, facts)).toMatchObject([
      { code: 'max_day_notional', largest: '1.499' },
    ])
  })

  test('an amend is judged on what remains after known fills', () => {
    const target = aTarget({ filled: '0.4', cost: '400' })
    const facts = { orders: [target], targets: new Map([['O1', target]]) }
    expect(codesUnder({ maxOrderNotional: '1100' }, anAmend({ volume: '1.5' }), facts)).toEqual([])
    expect(reasonsUnder({ maxOrderNotional: '1099' }, anAmend({ volume: '1.5' }), facts)).toMatchObject([
      { code: 'max_order_notional', largest: '1.499' },
    ])
  })
})

describe('P15, orders of a minute', () => {
  const before = [
    anOrder({ intendedAt: NOW - 59_999, price: '1' } as never),
    anOrder({ intendedAt: NOW - 60_000 }),
  ]
  table('orders_per_minute', anAdd(), {
    passes: [
      ['limit + 1', { ordersPerMinute: 3 }, { orders: before }],
      ['at the limit', { ordersPerMinute: 2 }, { orders: before }],
      ['of others', { ordersPerMinute: 1 }, { orders: [anOrder({ tokenId: 't2', intendedAt: NOW })] }],
    ],
    fails: [
      ['limit − 1', { ordersPerMinute: 1 }, { orders: before }],
      ['none at all', { ordersPerMinute: 0 }],
    ],
  })

  test('every order of a list counts, a conditional close does not', () => {
    const list = [anAdd({ close: { orderType: 'limit', price: '1100' } }), anAdd({ price: '900' })]
    expect(codesUnder({ ordersPerMinute: 2 }, list)).toEqual([])
    expect(reasonsUnder({ ordersPerMinute: 1 }, list)).toMatchObject([{ order: 1, facts: { used: 1 } }])
  })

  test('it tells when the next one passes', () => {
    expect(reasonsUnder({ ordersPerMinute: 1 }, anAdd(), { orders: before })).toMatchObject([
      { hint: 'Wait 1 s.' },
    ])
    expect(reasonsUnder({ ordersPerMinute: 0 }, anAdd())).toMatchObject([{ hint: 'Wait 60 s.' }])
  })
})

describe('P17, open orders', () => {
  const two = [anOrder(), anOrder({ intent: 'i2', pair: 'ETH/USD' })]
  table('max_open_orders', anAdd(), {
    passes: [
      ['limit + 1', { maxOpenOrders: 4 }, { orders: two }],
      ['at the limit', { maxOpenOrders: 3 }, { orders: two }],
      ['ended ones', { maxOpenOrders: 1 }, { orders: [anOrder({ state: 'ended' })] }],
    ],
    fails: [['limit − 1', { maxOpenOrders: 2 }, { orders: two }]],
  })
  table('max_open_orders_per_pair', anAdd(), {
    passes: [
      ['limit + 1', { maxOpenOrdersPerPair: 3 }, { orders: two }],
      ['at the limit', { maxOpenOrdersPerPair: 2 }, { orders: two }],
    ],
    fails: [['limit − 1', { maxOpenOrdersPerPair: 1 }, { orders: two }]],
  })

  test('what cannot rest and what is amended is no new open order', () => {
    const none = { maxOpenOrders: 0 }
    const targets = new Map([['O1', aTarget()]])
    expect(codesUnder(none, anAdd({ timeInForce: 'IOC' }))).toEqual([])
    expect(codesUnder(none, anAdd({ timeInForce: 'FOK' }))).toEqual([])
    expect(codesUnder(none, anAdd({ orderType: 'market', price: undefined }))).toEqual([])
    expect(codesUnder(none, anAmend({ limitPrice: '1001' }), { targets })).toEqual([])
    expect(reasonsUnder(none, anAdd())[0]?.message).toContain('Orders limit exceeded')
  })
})

describe('P19, exposure', () => {
  const bought = [{ tokenId: 't1', asset: 'BTC', net: '1' }]
  table('max_exposure', anAdd(), {
    passes: [
      ['limit + 1', { maxExposure: '2021' }, { inventory: bought }],
      ['at the limit, at the ask', { maxExposure: '2020' }, { inventory: bought }],
      ['of others', { maxExposure: '1010' }, { inventory: [{ tokenId: 't2', asset: 'BTC', net: '1' }] }],
      [
        'sales do not make up for buys',
        { maxExposure: '2020' },
        { inventory: bought, orders: [anOrder({ side: 'sell' })] },
      ],
    ],
    fails: [
      ['limit − 1', { maxExposure: '2019' }, { inventory: bought }],
      [
        'sales and buys are at stake apart and are not netted',
        { maxExposure: '2019' },
        { inventory: bought, orders: [anOrder({ side: 'sell' })] },
      ],
      ['open buys count as filled', { maxExposure: '2019' }, { orders: [anOrder()] }],
      ['what was sold and never bought', { maxExposure: '1009' }, { inventory: [] }],
    ],
  })
  table('max_exposure_per_asset', anAdd({ pair: 'ETH/BTC', price: '0.1', volume: '10' }), {
    passes: [
      ['base', { maxExposurePerAsset: { ETH: '1010' } }],
      ['quote', { maxExposurePerAsset: { BTC: '1010' } }],
      ['another asset', { maxExposurePerAsset: { SOL: '1' } }],
      ['lifted', { maxExposurePerAsset: { ETH: 'none' } }],
    ],
    fails: [
      ['base beyond', { maxExposurePerAsset: { ETH: '1009' } }],
      ['quote beyond', { maxExposurePerAsset: { BTC: '1009' } }],
    ],
  })
  table('max_exposure', aSale(), {
    passes: [['a sale of what is held adds nothing', { maxExposure: '1' }, { inventory: bought }]],
    fails: [['a sale of what is not', { maxExposure: '1009' }]],
  })

  test('the currency and its equivalents are no exposure', () => {
    const order = anAdd({ pair: 'USDT/USD', price: '1', volume: '100' })
    const lasts = new Map([['USDT/USD', { price: '1', at: NOW }]])
    const alone = { maxExposure: '10' }
    expect(codesUnder(alone, order, { lasts })).toEqual(['max_exposure'])
    expect(codesUnder({ ...alone, equivalents: ['USDT'] }, order, { lasts })).toEqual([])
  })

  test('the owner’s limits measure the account: what it holds, and its positions', () => {
    const holdings = [
      { asset: 'BTC', total: '1', free: '1' },
      { asset: 'USD', total: '9999', free: '9999' },
    ]
    const account = { counts: 'account' } as const
    const held = { holdings, positions: [aPosition({ tokenId: undefined })] }
    expect(codesUnder({ maxExposure: '3030' }, anAdd(), held, account)).toEqual([])
    expect(codesUnder({ maxExposure: '3029' }, anAdd(), held, account)).toEqual(['max_exposure'])
    const short = { holdings, positions: [aPosition({ side: 'sell' })] }
    expect(codesUnder({ maxExposure: '1010' }, anAdd(), short, account)).toEqual([])
  })

  test('a token’s positions are its own', () => {
    const positions = [aPosition(), aPosition({ tokenId: 't2' }), aPosition({ tokenId: undefined })]
    expect(codesUnder({ maxExposure: '2020' }, anAdd(), { positions })).toEqual([])
    expect(codesUnder({ maxExposure: '2019' }, anAdd(), { positions })).toEqual(['max_exposure'])
  })

  test('what is not known cannot be judged', () => {
    const limit = { maxExposure: '99999' }
    expect(codesUnder(limit, anAdd(), { positions: undefined })).toEqual(['not_judged'])
    expect(codesUnder({ ...limit, maxLeverage: 1 }, anAdd(), { positions: undefined })).toEqual([])
    expect(codesUnder(limit, anAdd(), { holdings: undefined }, { counts: 'account' })).toEqual([
      'not_judged',
      'not_judged',
    ])
    expect(
      codesUnder(limit, anAdd({ orderType: 'market', price: undefined }), {
        books: new Map(),
        lasts: new Map(),
      }),
    ).toContain('not_judged')
    expect(codesUnder(limit, anAdd(), { quotes: [] })).toEqual(['not_judged'])
    expect(codesUnder({ maxExposurePerAsset: { BTC: '9' } }, anAdd(), { quotes: [] })).toEqual(['not_judged'])
  })

  test('what no market prices is left out, what one prices is not', () => {
    const junk = [{ tokenId: 't1', asset: 'JUNK', net: '5' }]
    expect(codesUnder({ maxExposure: '1010' }, anAdd(), { inventory: junk })).toEqual([])
    const quotes = [aQuote('BTC/USD', '990', '1010'), aQuote('JUNK/USD', '1', '1', 0)]
    expect(codesUnder({ maxExposure: '9999' }, anAdd(), { inventory: junk, quotes })).toEqual(['not_judged'])
    const orders = [anOrder({ pair: 'JUNK/USD' })]
    expect(codesUnder({ maxExposure: '9999' }, anAdd(), { orders })).toEqual(['not_judged'])
    const sale = [anOrder({ pair: 'JUNK/USD', side: 'sell' })]
    expect(codesUnder({ maxExposure: '9999' }, anAdd(), { orders: sale })).toEqual(['not_judged'])
  })

  test('over the limit already, an order that does not add passes', () => {
    const inventory = [{ tokenId: 't1', asset: 'BTC', net: '5' }]
    const sale = aSale({ pair: 'BTC/EUR', price: '910', volume: '0.5' })
    expect(codesUnder({ maxExposurePerAsset: { BTC: '100' } }, sale, { inventory })).toEqual([])
  })

  test('an increase of what is over the limit has no largest', () => {
    const inventory = [{ tokenId: 't1', asset: 'BTC', net: '5' }]
    expect(reasonsUnder({ maxExposure: '100' }, anAdd(), { inventory })).toMatchObject([{ largest: '0' }])
  })
})

describe('P19, positions by notional', () => {
  const margin = anAdd({ leverage: '2' })
  const limit = (maximum: string): Mandate => ({ maxPositionNotional: { 'BTC/USD': maximum } })
  table('max_position_notional', margin, {
    passes: [
      ['open volume at the mark', limit('2000'), { positions: [aPosition()] }],
      ['working orders too', limit('2000'), { orders: [anOrder({ leverage: '2:1' })] }],
      ['spot orders do not', limit('1000'), { orders: [anOrder()] }],
      ['the other side does not', limit('1000'), { orders: [anOrder({ leverage: '2', side: 'sell' })] }],
      ['others’ orders do not', limit('1000'), { orders: [anOrder({ leverage: '2', tokenId: 't2' })] }],
    ],
    fails: [
      ['beyond', limit('1999'), { positions: [aPosition()] }],
      ['working orders beyond', limit('1999'), { orders: [anOrder({ leverage: '2' })] }],
    ],
  })

  test('on spot there is no position', () => {
    expect(codesUnder(limit('1'), anAdd())).toEqual([])
  })

  test('unknown positions and prices cannot be judged', () => {
    expect(codesUnder(limit('9999'), margin, { positions: undefined })).toEqual(['not_judged'])
    expect(codesUnder(limit('9999'), margin, { quotes: [] }, {})).toEqual([])
    const dark = { books: new Map(), lasts: new Map() }
    expect(codesUnder(limit('9999'), margin, dark)).toContain('not_judged')
    const euro = anAdd({ pair: 'BTC/EUR', price: '900', leverage: '2' })
    expect(codesUnder({ maxPositionNotional: { 'BTC/EUR': '9' } }, euro, { quotes: [] })).toContain(
      'not_judged',
    )
  })
})

describe('P20, leverage', () => {
  const passes = (leverage: string | undefined, maxLeverage: number) =>
    codesUnder({ maxLeverage }, anAdd({ leverage }))
  test('limit − 1, limit, limit + 1', () => {
    expect(passes('2', 3)).toEqual([])
    expect(passes('3', 3)).toEqual([])
    expect(passes('4', 3)).toEqual(['max_leverage'])
  })
  test('spot is leverage 1, and all that a careful mandate allows', () => {
    expect(passes(undefined, 1)).toEqual([])
    expect(passes('2', 1)).toEqual(['max_leverage'])
    expect(reasonsUnder({ maxLeverage: 1 }, anAdd({ leverage: '2' }))[0]?.hint).toContain('Leave')
    expect(reasonsUnder({ maxLeverage: 2 }, anAdd({ leverage: '3' }))[0]?.hint).toContain('2 or less')
  })
  test('margin without a stated leverage takes some', () => {
    expect(codesUnder({ maxLeverage: 1 }, anAdd({ orderType: 'settle-position', price: undefined }))).toEqual(
      ['max_leverage'],
    )
  })
})

describe('P21, open positions', () => {
  const margin = anAdd({ leverage: '2' })
  table('max_open_positions', margin, {
    passes: [
      ['limit + 1', { maxOpenPositions: 3 }, { positions: [aPosition({ pair: 'ETH/USD' })] }],
      ['at the limit', { maxOpenPositions: 2 }, { positions: [aPosition({ pair: 'ETH/USD' })] }],
      ['the same position grows', { maxOpenPositions: 1 }, { positions: [aPosition(), aPosition()] }],
      [
        'others’ positions',
        { maxOpenPositions: 1 },
        { positions: [aPosition({ pair: 'ETH/USD', tokenId: 't2' })] },
      ],
      [
        'what closes a position opens none',
        { maxOpenPositions: 2 },
        {
          positions: [aPosition({ pair: 'ETH/USD' })],
          orders: [anOrder({ pair: 'ETH/USD', side: 'sell', leverage: '2' })],
        },
      ],
      ['spot orders open none', { maxOpenPositions: 1 }, { orders: [anOrder({ pair: 'ETH/USD' })] }],
      [
        'ended ones open none',
        { maxOpenPositions: 1 },
        { orders: [anOrder({ pair: 'ETH/USD', leverage: '2', state: 'ended', cost: '1', filledAt: NOW })] },
      ],
    ],
    fails: [
      ['limit − 1', { maxOpenPositions: 1 }, { positions: [aPosition({ pair: 'ETH/USD' })] }],
      [
        'a working order is a position',
        { maxOpenPositions: 1 },
        { orders: [anOrder({ pair: 'ETH/USD', leverage: '2' })] },
      ],
      [
        'a working short too',
        { maxOpenPositions: 1 },
        { orders: [anOrder({ pair: 'ETH/USD', leverage: '2', side: 'sell' })] },
      ],
      [
        'everybody’s for the owner',
        { maxOpenPositions: 1 },
        { positions: [aPosition({ pair: 'ETH/USD', tokenId: undefined })] },
        { counts: 'account' },
      ],
    ],
  })
  test('spot opens none, and unknown positions cannot be judged', () => {
    expect(codesUnder({ maxOpenPositions: 0 }, anAdd())).toEqual([])
    expect(codesUnder({ maxOpenPositions: 9 }, margin, { positions: undefined })).toEqual(['not_judged'])
  })
})

describe('P23, losses', () => {
  const lost = (loss: string, more = {}) => ({
    reading: aReading({ day: { loss, drawdownPercent: '0' }, ...more }),
  })
  table('max_day_loss', anAdd(), {
    passes: [
      ['limit − 1', { maxDayLoss: '200' }, lost('199')],
      ['no loss has reached no limit', { maxDayLoss: '0' }, lost('0')],
    ],
    fails: [
      ['at the limit', { maxDayLoss: '200' }, lost('200')],
      ['limit + 1', { maxDayLoss: '200' }, lost('201')],
      ['in another currency', { maxDayLoss: '200' }, lost('160', { currency: 'EUR' })],
    ],
  })
  test('week and month as well, and the document’s own reading before the account’s', () => {
    const week = aReading({ week: { loss: '9', drawdownPercent: '0' } })
    const month = aReading({ month: { loss: '9', drawdownPercent: '0' } })
    expect(codesUnder({ maxWeekLoss: '9' }, anAdd(), { reading: week })).toEqual(['max_week_loss'])
    expect(codesUnder({ maxMonthLoss: '9' }, anAdd(), {}, { reading: month })).toEqual(['max_month_loss'])
    expect(codesUnder({ maxMonthLoss: '9' }, anAdd(), { reading: month }, { reading: week })).toEqual([])
  })
  test('without a reading of the last 3 minutes nothing increases', () => {
    const at = (age: number) => ({ reading: aReading({ at: NOW - age }) })
    expect(codesUnder({ maxDayLoss: '9' }, anAdd())).toEqual(['not_judged'])
    expect(codesUnder({ maxDayLoss: '9' }, anAdd(), at(180_000))).toEqual([])
    expect(codesUnder({ maxDayLoss: '9' }, anAdd(), at(180_001))).toEqual(['not_judged'])
    expect(codesUnder({ maxDayLoss: '9' }, anAdd(), at(-180_001))).toEqual(['not_judged'])
  })
  test('what cannot be converted or seen cannot be judged', () => {
    const euro = { reading: aReading({ currency: 'EUR' }), quotes: [] }
    const blind = { reading: aReading({ missing: 'query-ledger' }) }
    expect(codesUnder({ maxDayLoss: '9' }, anAdd(), euro)).toEqual(['not_judged'])
    expect(codesUnder({ maxDayLoss: '9' }, anAdd(), blind)).toEqual([])
    expect(codesUnder({ maxDayLoss: '9' }, anAdd(), blind, { counts: 'account' })).toEqual(['not_judged'])
  })
})

describe('P24, drawdown and margin level', () => {
  const fallen = (drawdownPercent: string) => ({ reading: aReading({ day: { loss: '0', drawdownPercent } }) })
  table('max_day_drawdown', anAdd(), {
    passes: [
      ['limit − 0.1', { maxDrawdownPercent: { day: '3' } }, fallen('2.9')],
      ['none has reached none', { maxDrawdownPercent: { day: '0' } }, fallen('0')],
    ],
    fails: [
      ['at the limit', { maxDrawdownPercent: { day: '3' } }, fallen('3')],
      ['limit + 0.1', { maxDrawdownPercent: { day: '3' } }, fallen('3.1')],
    ],
  })
  test('without a reading, or the permission that it wants, nothing increases; the permission is named', () => {
    const limit = { maxDrawdownPercent: { month: '3' } }
    expect(codesUnder(limit, anAdd())).toEqual(['not_judged'])
    const blind = { reading: aReading({ missing: 'query-ledger' }) }
    expect(reasonsUnder(limit, anAdd(), blind)[0]?.message).toContain('query-ledger')
  })

  const level = (marginLevelPercent: string | undefined) => ({ reading: aReading({ marginLevelPercent }) })
  table('min_margin_level', anAdd(), {
    passes: [
      ['limit + 1', { minMarginLevelPercent: '150' }, level('151')],
      ['at the limit', { minMarginLevelPercent: '150' }, level('150')],
      ['no positions', { minMarginLevelPercent: '150' }, level(undefined)],
    ],
    fails: [['limit − 1', { minMarginLevelPercent: '150' }, level('149')]],
  })
  // 1000 at leverage 2 takes margin of 500 beside the 500 in use.
  const margin = anAdd({ leverage: '2' })
  const used = { margin: { equity: '1500', freeMargin: '1000' } }
  table('min_margin_level', margin, {
    passes: [['the level after it', { minMarginLevelPercent: '150' }, { ...level('300'), ...used }]],
    fails: [
      ['the level after it is too low', { minMarginLevelPercent: '150.1' }, { ...level('300'), ...used }],
      ['the level is too low before it', { minMarginLevelPercent: '150' }, { ...level('149'), ...used }],
    ],
  })
  test('what is not known cannot be judged', () => {
    const limit = { minMarginLevelPercent: '150' }
    expect(codesUnder(limit, anAdd())).toEqual(['not_judged'])
    expect(codesUnder(limit, margin, { ...level(undefined), margin: undefined })).toEqual(['not_judged'])
    const euros = { margin: { equity: '1500', freeMargin: '1000', currency: 'GBP' } }
    expect(codesUnder(limit, margin, { ...level('300'), ...euros })).toEqual(['not_judged'])
    const dark = { books: new Map(), lasts: new Map() }
    expect(
      codesUnder(limit, anAdd({ leverage: '2', orderType: 'market', price: undefined }), {
        ...level('300'),
        ...dark,
      }),
    ).toContain('not_judged')
    const negative = { margin: { equity: '-600', freeMargin: '1000' } }
    expect(codesUnder(limit, margin, { ...level('300'), ...negative })).toEqual(['not_judged'])
  })
})

describe('P31, hours', () => {
  const at = (day: number, hour: number, minute = 0) => ({ now: Date.UTC(2026, 10, day, hour, minute) })
  const outside = (hours: readonly string[], when: { now: number }) =>
    judge([anAdd()], { ...someFacts(), ...when, books: new Map(), bounds: [aBound({ hours })] })
  test('the end is outside, the beginning inside', () => {
    const hours = ['Mon-Fri 08:00-20:00 UTC']
    expect(outside(hours, at(18, 8))).toMatchObject({ verdict: 'allow' })
    expect(outside(hours, at(18, 7, 59))).toMatchObject({ reasons: [{ code: 'outside_hours' }] })
    expect(outside(hours, at(18, 19, 59))).toMatchObject({ verdict: 'allow' })
    expect(outside(hours, at(18, 20))).toMatchObject({ verdict: 'deny' })
    expect(outside(hours, at(21, 12))).toMatchObject({ verdict: 'deny' })
  })
  test('several windows, and one over midnight', () => {
    const hours = ['Mon 08:00-09:00 UTC', 'Fri 22:00-02:00 UTC']
    expect(outside(hours, at(16, 8))).toMatchObject({ verdict: 'allow' })
    expect(outside(hours, at(20, 23))).toMatchObject({ verdict: 'allow' })
    expect(outside(hours, at(21, 1, 59))).toMatchObject({ verdict: 'allow' })
    expect(outside(hours, at(21, 2))).toMatchObject({ verdict: 'deny' })
    expect(outside(hours, at(20, 1))).toMatchObject({ verdict: 'deny' })
  })
  test('hours that cannot be read allow no hour', () => {
    expect(outside(['whenever'], at(18, 12))).toMatchObject({ verdict: 'deny' })
  })
})

describe('P34, the owner’s approval', () => {
  const small = anAdd({ volume: '0.1' })
  const placed = anOrder({ volume: '0.4', intendedAt: NOW - 3_599_999, state: 'ended' })
  table('approval_above', small, {
    passes: [
      ['limit + 1', { approval: { above: '501' } }, { orders: [placed] }],
      ['at the limit', { approval: { above: '500' } }, { orders: [placed] }],
      [
        'an hour later',
        { approval: { above: '100' } },
        { orders: [{ ...placed, intendedAt: NOW - 3_600_000 }] },
      ],
      ['what was approved', { approval: { above: '100' } }, { orders: [{ ...placed, approved: true }] }],
      ['of others', { approval: { above: '100' } }, { orders: [{ ...placed, tokenId: 't2' }] }],
    ],
    fails: [['limit − 1, cancelled ones among it', { approval: { above: '499' } }, { orders: [placed] }]],
  })

  test('it asks, it does not deny; and once the owner has said yes it passes', () => {
    const facts = someFacts({ bounds: [aBound({ approval: 'always' })] })
    expect(judge([small], facts)).toMatchObject({ verdict: 'ask', reasons: [{ code: 'approval_always' }] })
    expect(judge([small], { ...facts, approved: true })).toEqual({ verdict: 'allow' })
  })
  test('a denial outweighs a question', () => {
    expect(codesUnder({ approval: 'always', maxOrderNotional: '9' }, small)).toEqual(['max_order_notional'])
  })
  test('lists count together', () => {
    const list = [anAdd({ volume: '0.3' }), anAdd({ volume: '0.3', price: '900' })]
    expect(codesUnder({ approval: { above: '570' } }, list)).toEqual([])
    expect(reasonsUnder({ approval: { above: '569' } }, list)).toMatchObject([{ order: 1 }])
  })
  test('an amend counts whole where it grows, and not at all where it does not', () => {
    const target = aTarget({ intendedAt: NOW - 1 })
    const facts = { orders: [target], targets: new Map([['O1', target]]) }
    expect(codesUnder({ approval: { above: '1100' } }, anAmend({ volume: '1.1' }), facts)).toEqual([])
    expect(codesUnder({ approval: { above: '1099' } }, anAmend({ volume: '1.1' }), facts)).toEqual([
      'approval_above',
    ])
    expect(codesUnder({ approval: { above: '1' } }, anAmend({ volume: '0.9' }), facts)).toEqual([])
  })
  test('an amend counts with what has traded of its order since it counts', () => {
    const under = (above: string, target: TargetFact) =>
      codesUnder({ approval: { above } }, anAmend({ volume: '1.1' }), {
        orders: [target],
        targets: new Map([['O1', target]]),
      })
    const young = aTarget({ filled: '0.9', intendedAt: NOW - 1 })
    expect(under('1100', young)).toEqual([])
    expect(under('1099', young)).toEqual(['approval_above'])
    const old = aTarget({ filled: '0.9' })
    expect(under('200', old)).toEqual([])
    expect(under('199', old)).toEqual(['approval_above'])
    const grown = { ...old, grown: [{ tokenId: 't1', at: NOW - 1, filled: '0.5', cost: '0' }] }
    expect(under('600', grown)).toEqual([])
    expect(under('599', grown)).toEqual(['approval_above'])
  })
  test('what amends have made larger counts for an hour, of an old order and of others’ too', () => {
    const under = (above: string, order: Partial<OrderFact>) =>
      codesUnder({ approval: { above } }, small, { orders: [anOrder({ filled: '0.2', ...order })] })
    const grown = [{ tokenId: 't1', at: NOW - 3_599_999, filled: '0.2', cost: '0' }]
    for (const order of [{ grown }, { grown, tokenId: 't2' }, { grown, state: 'ended' as const }]) {
      expect(under('900', order)).toEqual([])
      expect(under('899', order)).toEqual(['approval_above'])
    }
    expect(under('100', { grown: [{ tokenId: 't1', at: NOW - 3_600_000, filled: '0', cost: '0' }] })).toEqual(
      [],
    )
    // Counted already, as an order of this hour: not twice.
    expect(under('1100', { grown, intendedAt: NOW - 1 })).toEqual([])
  })
  test('what cannot be measured is asked for', () => {
    const dark = { quotes: [], orders: [anOrder({ pair: 'ETH/BTC', intendedAt: NOW })] }
    expect(codesUnder({ approval: { above: '9999' } }, small, dark)).toEqual(['not_judged'])
    const verdict = judge([small], someFacts({ bounds: [aBound({ approval: { above: '9' } })], ...dark }))
    expect(verdict.verdict).toBe('ask')
  })
})

test('an aged book is no book', () => {
  const books = new Map([['BTC/USD', aBook('990', '1010', '1', NOW - 5_001)]])
  expect(codesUnder({ maxOrderNotional: '9999' }, anAdd(), { books })).toEqual(['stale_market'])
})
