import { describe, expect, test } from 'vitest'
import type { AddIntent } from '../../../src/domain/order.ts'
import type { Facts } from '../../../src/domain/risk/facts.ts'
import {
  aBook,
  anAdd,
  anAmend,
  anOrder,
  aPair,
  aPosition,
  aSale,
  aTarget,
  codesUnder,
  NOW,
  reasonsUnder,
} from './a-case.ts'

const bought = [{ tokenId: 't1', asset: 'BTC', net: '10' }]
/** A limit that is far away: only the rules of every call speak. */
const LOOSE = { maxOpenOrders: 1000 }
const COLLAR = { priceCollarPercent: '5' }
const under = (more: Partial<AddIntent>, facts: Partial<Facts> = {}) => codesUnder(LOOSE, anAdd(more), facts)
const withPair = (more: object) => ({ pairs: new Map([['BTC/USD', aPair('BTC/USD', more)]]) })
const market = { orderType: 'market', price: undefined } as const

describe('P03, the market', () => {
  test('takes what its status takes, in Kraken’s own words', () => {
    const at = (status: string, more: Partial<AddIntent> = {}) => under(more, withPair({ status }))
    expect(at('online')).toEqual([])
    expect(at('cancel_only')).toEqual(['market_restricted'])
    expect(at('post_only')).toEqual(['market_restricted'])
    expect(at('post_only', { flags: ['post'] })).toEqual([])
    expect(at('limit_only')).toEqual([])
    expect(at('limit_only', market)).toEqual(['market_restricted'])
    expect(at('reduce_only')).toEqual(['market_restricted'])
    expect(reasonsUnder(LOOSE, anAdd(), withPair({ status: 'cancel_only' }))[0]?.message).toContain(
      'Market in cancel_only mode',
    )
  })
  test('lets a position be closed while it only reduces', () => {
    const closing = aSale({ leverage: '2' })
    const facts = { ...withPair({ status: 'reduce_only' }), positions: [aPosition()] }
    expect(codesUnder(LOOSE, closing, facts)).toEqual([])
    expect(codesUnder(LOOSE, closing, { ...facts, positions: [] })).toEqual(['market_restricted'])
    expect(codesUnder(LOOSE, aSale(), { ...facts, inventory: bought })).toEqual(['market_restricted'])
  })
  test('lets a resting order be amended while it only takes posts', () => {
    const facts = { ...withPair({ status: 'post_only' }), targets: new Map([['O1', aTarget()]]) }
    expect(codesUnder(LOOSE, anAmend({ limitPrice: '999' }), facts)).toEqual([])
  })
  test('stands on the mandate’s list, unless the order reduces', () => {
    expect(codesUnder({ pairs: ['ETH/USD'] }, anAdd())).toEqual(['pair_not_allowed'])
    expect(codesUnder({ pairs: ['ETH/USD', 'BTC/USD'] }, anAdd())).toEqual([])
    expect(codesUnder({ pairs: [] }, aSale(), { inventory: bought })).toEqual([])
  })
})

describe('P04, the form', () => {
  test('wants a type that the mandate allows, of reductions too', () => {
    expect(codesUnder({ orderTypes: ['limit'] }, anAdd())).toEqual([])
    expect(codesUnder({ orderTypes: ['market'] }, anAdd())).toEqual(['order_type_not_allowed'])
    expect(codesUnder({ orderTypes: [] }, aSale(), { inventory: bought })).toEqual(['order_type_not_allowed'])
    const closed = anAdd({ close: { orderType: 'stop-loss', price: '900' } })
    expect(codesUnder({ orderTypes: ['limit'] }, closed)).toEqual(['order_type_not_allowed'])
  })
  test('wants a volume', () => {
    expect(reasonsUnder(LOOSE, anAdd({ volume: '0' }))[0]).toMatchObject({
      code: 'invalid_volume',
      message: expect.stringContaining('closes nothing'),
    })
    const spend = anAdd({ ...market, volume: '10', flags: ['viqc'] })
    const dark = { books: new Map(), lasts: new Map() }
    expect(reasonsUnder(LOOSE, spend, dark)[0]?.message).toContain('cannot be priced')
    expect(codesUnder(LOOSE, spend, { books: new Map() })).toEqual([])
  })
  test('wants prices that can be resolved', () => {
    expect(under({ price: undefined })).toEqual(['price_unknown'])
    expect(under({ price: 'cheap' })).toEqual(['price_unknown'])
    expect(under({ price: '0' })).toEqual(['price_unknown', 'cost_minimum'])
    expect(under({ price: '+1%' })).toEqual([])
    expect(under({ price: '+1%' }, { lasts: new Map() })).toEqual(['price_unknown'])
    expect(under({ price: '+1%' }, { lasts: new Map([['BTC/USD', { price: '0', at: NOW }]]) })).toEqual([
      'price_unknown',
    ])
    const stale = new Map([['BTC/USD', { price: '1000', at: NOW - 300_001 }]])
    expect(under({ price: '+1%' }, { lasts: stale })).toEqual(['price_unknown'])
    expect(under({ orderType: 'stop-loss-limit', price: '1100' })).toEqual(['price_unknown'])
    expect(under({ orderType: 'trailing-stop', price: '1100' })).toEqual(['price_unknown'])
    expect(under({ orderType: 'trailing-stop', price: '+5%' })).toEqual([])
    expect(under({ orderType: 'trailing-stop-limit', price: '+50', price2: '+10' })).toEqual([])
  })
  test('resolves the relative prices of amends from the last price', () => {
    const amend = (more: object, facts: object = {}) =>
      codesUnder({ maxOrderNotional: '1050' }, anAmend(more), {
        targets: new Map([['O1', aTarget()]]),
        ...facts,
      })
    expect(amend({ limitPrice: '+50' })).toEqual([])
    expect(amend({ limitPrice: '+51' })).toEqual(['max_order_notional'])
    expect(amend({ limitPrice: '-1%' })).toEqual([])
    expect(amend({ limitPrice: 'cheap' })).toContain('price_unknown')
    expect(amend({ limitPrice: '+50' }, { lasts: new Map() })).toContain('price_unknown')
    expect(amend({ limitPrice: '1050' }, { lasts: new Map() })).toEqual([])
    expect(amend({ limitPrice: '1' }, { pairs: new Map() })).toEqual(['unknown_pair'])
  })
  test('resolves a trailing limit from where its trigger starts', () => {
    const trailing = (price2: string) =>
      codesUnder(
        { maxOrderNotional: '1060' },
        anAdd({ orderType: 'trailing-stop-limit', price: '+50', price2 }),
      )
    expect(trailing('+10')).toEqual([])
    expect(trailing('+10.1')).toEqual(['max_order_notional'])
    expect(trailing('-10')).toEqual([])
    expect(trailing('+1%')).toEqual(['max_order_notional'])
  })
  test('wants a trigger ahead of the market: behind it, it is a market order in disguise', () => {
    const stop = (side: 'buy' | 'sell', orderType: 'stop-loss' | 'take-profit', price: string) =>
      codesUnder(LOOSE, anAdd({ side, orderType, price }))
    expect(stop('sell', 'stop-loss', '999.9')).toEqual([])
    expect(stop('sell', 'stop-loss', '1000')).toEqual(['trigger_side'])
    expect(stop('buy', 'stop-loss', '1000.1')).toEqual([])
    expect(stop('buy', 'stop-loss', '1000')).toEqual(['trigger_side'])
    expect(stop('sell', 'take-profit', '1000.1')).toEqual([])
    expect(stop('sell', 'take-profit', '999')).toEqual(['trigger_side'])
    expect(under({ orderType: 'stop-loss', price: '900' }, { books: new Map() })).toEqual([])
  })
  test('wants an end in the future', () => {
    const until = (expireTime: string) => under({ timeInForce: 'GTD', expireTime })
    expect(until(String(NOW / 1000 + 1))).toEqual([])
    expect(until(String(NOW / 1000))).toEqual(['expired'])
    expect(until('+60')).toEqual([])
  })
  test('wants a leverage that the pair takes', () => {
    expect(under({ leverage: '5' })).toEqual([])
    expect(under({ leverage: '6' })).toEqual(['leverage'])
    expect(under({ leverage: '2' }, withPair({ maxLeverage: { buy: 0, sell: 5 } }))).toEqual(['leverage'])
    expect(under({ leverage: 'none' }, withPair({ maxLeverage: { buy: 0, sell: 5 } }))).toEqual([])
  })
})

describe('P05, precision', () => {
  test('takes the pair’s lots, and offers the nearest', () => {
    expect(under({ volume: '0.12345678' })).toEqual([])
    expect(reasonsUnder(LOOSE, anAdd({ volume: '0.123456789' }))).toMatchObject([
      { code: 'invalid_volume', largest: '0.12345678' },
    ])
    const cost = anAdd({ ...market, flags: ['viqc'], volume: '10.12345' })
    expect(codesUnder(LOOSE, cost)).toEqual([])
    expect(codesUnder(LOOSE, { ...cost, volume: '10.123456' })).toEqual(['invalid_volume'])
  })
  test('takes prices on the tick, in Kraken’s own words', () => {
    expect(under({ price: '999.9' })).toEqual([])
    const [reason] = reasonsUnder(LOOSE, anAdd({ price: '999.95' }))
    expect(reason).toMatchObject({ code: 'invalid_price', facts: { nearest: '1000.0' } })
    expect(reason?.message).toContain('Tick size check failed')
    expect(under({ price: '999.9' }, withPair({ tickSize: '0.5' }))).toEqual(['invalid_price'])
    expect(under({ price: '999.9' }, withPair({ tickSize: '0' }))).toEqual([])
    expect(under({ price: '-0.123%' })).toEqual([])
  })
  test('looks at amends, edits and closes too', () => {
    const facts = { targets: new Map([['O1', aTarget()]]) }
    expect(codesUnder(LOOSE, anAmend({ limitPrice: '999.95' }), facts)).toEqual(['invalid_price'])
    expect(codesUnder(LOOSE, anAmend({ volume: '0.123456789' }), facts)).toEqual(['invalid_volume'])
    const edit = { kind: 'edit', order: { txid: 'O1' }, pair: 'BTC/USD', price: '999.95' } as const
    expect(codesUnder(LOOSE, edit, facts)).toEqual(['invalid_price'])
    expect(under({ close: { orderType: 'limit', price: '1100.05' } })).toEqual(['invalid_price'])
    expect(under({ close: { orderType: 'limit' } })).toEqual(['price_unknown'])
  })
})

describe('P06, reduce-only', () => {
  const closing = aSale({ leverage: '2', reduceOnly: true })
  const held = { positions: [aPosition()] }
  test('limit − 1, limit, limit + 1', () => {
    expect(codesUnder(LOOSE, { ...closing, volume: '0.9' }, held)).toEqual([])
    expect(codesUnder(LOOSE, closing, held)).toEqual([])
    expect(reasonsUnder(LOOSE, { ...closing, volume: '1.1' }, held)).toMatchObject([
      { code: 'reduce_only', largest: '1' },
    ])
  })
  test('cannot turn a position, nor open one, nor close what another order closes', () => {
    expect(codesUnder(LOOSE, closing)).toEqual(['reduce_only'])
    expect(codesUnder(LOOSE, { ...closing, side: 'buy' }, held)).toEqual(['reduce_only'])
    const orders = [anOrder({ side: 'sell', leverage: '2' })]
    expect(codesUnder(LOOSE, closing, { ...held, orders })).toEqual(['reduce_only'])
  })
  test('cannot be judged without the positions', () => {
    expect(codesUnder(LOOSE, closing, { positions: undefined })).toEqual(['not_judged'])
  })
})

describe('P07, minimums', () => {
  test('limit − 1, limit, limit + 1, in Kraken’s own words', () => {
    const pair = withPair({ orderMin: '0.5', costMin: '500' })
    expect(under({ volume: '0.51' }, pair)).toEqual([])
    expect(under({ volume: '0.5' }, pair)).toEqual([])
    expect(under({ volume: '0.49', price: '2000' }, pair)).toEqual(['order_minimum'])
    expect(under({ volume: '0.5', price: '999.9' }, pair)).toEqual(['cost_minimum'])
    const [order, cost] = reasonsUnder(LOOSE, anAdd({ volume: '0.1' }), pair)
    expect([order?.message, cost?.message].join()).toMatch(/Order minimum not met.*Cost minimum not met/)
  })
  test('measures a market order by the book, a spent sum by itself', () => {
    const pair = withPair({ costMin: '1000' })
    expect(under(market, pair)).toEqual([])
    expect(codesUnder(LOOSE, aSale(market), { ...pair, inventory: bought })).toEqual(['cost_minimum'])
    expect(under({ ...market, flags: ['viqc'], volume: '999' }, pair)).toEqual(['cost_minimum'])
    expect(under(market, { ...pair, books: new Map() })).toEqual([])
  })
  test('says nothing of pairs that have none, of close-alls and of amends', () => {
    expect(under({ volume: '0.00000001' }, withPair({ orderMin: undefined, costMin: undefined }))).toEqual([])
    const pair = withPair({ orderMin: '5', costMin: '99999' })
    const all = aSale({ leverage: '2', volume: '0' })
    expect(codesUnder(LOOSE, all, { ...pair, positions: [aPosition()] })).toEqual([])
    expect(
      codesUnder(LOOSE, anAmend({ volume: '0.5' }), { ...pair, targets: new Map([['O1', aTarget()]]) }),
    ).toEqual([])
  })
})

describe('P11, the collar', () => {
  const under5 = (more: Partial<AddIntent>, facts: Partial<Facts> = {}) =>
    codesUnder(COLLAR, anAdd(more), facts)
  const sale5 = (more: Partial<AddIntent>, facts: Partial<Facts> = {}) =>
    codesUnder(COLLAR, aSale(more), { inventory: bought, ...facts })
  test('limit − 1, limit, limit + 1 of what trades at once', () => {
    expect(under5({ price: '1049.9' })).toEqual([])
    expect(under5({ price: '1050' })).toEqual([])
    expect(under5({ price: '1050.1' })).toEqual(['price_collar'])
    expect(sale5({ price: '950.1' })).toEqual([])
    expect(sale5({ price: '950' })).toEqual([])
    expect(sale5({ price: '949.9' })).toEqual(['price_collar'])
  })
  test('holds for reductions too: selling all at 1 USD is refused', () => {
    expect(sale5({ price: '1' })).toEqual(['price_collar'])
    expect(reasonsUnder(COLLAR, aSale({ price: '1' }), { inventory: bought })[0]?.hint).toContain(
      'at least 950',
    )
    expect(reasonsUnder(COLLAR, anAdd({ price: '2000' }))[0]?.hint).toContain('at most 1050')
  })
  test('leaves alone what rests', () => {
    expect(under5({ price: '1' })).toEqual([])
    expect(sale5({ price: '99999' })).toEqual([])
  })
  test('does not let a thin book be the market: a far bid is far from mid', () => {
    const books = new Map([['BTC/USD', aBook('100', '1000')]])
    expect(sale5({ price: '100' }, { books })).toEqual(['price_collar'])
    expect(sale5(market, { books })).toEqual(['price_collar'])
  })
  test('judges a market order that leaves as it is by what the book gives', () => {
    const bids = (levels: readonly (readonly [string, string])[]) => ({
      books: new Map([['BTC/USD', { bids: [['990', '1']] as const, asks: levels, at: NOW }]]),
    })
    const asMarket = (volume: string, facts: Partial<Facts>) =>
      codesUnder({ ...COLLAR, marketAs: 'market' }, anAdd({ ...market, volume }), facts)
    const book = bids([
      ['1010', '1'],
      ['1049', '1'],
      ['1051', '9'],
    ])
    expect(asMarket('2', book)).toEqual([])
    expect(asMarket('2.1', book)).toEqual(['price_collar'])
    expect(asMarket('9', bids([['1010', '1']]))).toEqual(['price_collar'])
    expect(codesUnder({ ...COLLAR, marketAs: 'ioc' }, anAdd({ ...market, volume: '2.1' }), book)).toEqual([])
    const sale = aSale({ ...market, volume: '2' })
    expect(codesUnder({ ...COLLAR, marketAs: 'market' }, sale, { ...book, inventory: bought })).toEqual([
      'price_collar',
    ])
  })
  test('measures a triggered limit from its own trigger', () => {
    const stop = (price: string, price2: string) => sale5({ orderType: 'stop-loss-limit', price, price2 })
    expect(stop('900', '855.1')).toEqual([])
    expect(stop('900', '855')).toEqual([])
    expect(stop('900', '854.9')).toEqual(['price_collar'])
    expect(under5({ orderType: 'stop-loss-limit', price: '1100', price2: '1155.1' })).toEqual([
      'price_collar',
    ])
  })
  test('keeps a trigger within 50 % of mid', () => {
    const stop = (price: string) => sale5({ orderType: 'stop-loss', price })
    expect(stop('500.1')).toEqual([])
    expect(stop('500')).toEqual([])
    expect(stop('499.9')).toEqual(['trigger_far'])
    const far = (price: string) => under5({ orderType: 'stop-loss', price })
    expect(far('1500')).toEqual([])
    expect(far('1500.1')).toEqual(['trigger_far'])
    expect(
      codesUnder(COLLAR, aSale({ orderType: 'stop-loss', price: '1' }), {
        books: new Map(),
        inventory: bought,
      }),
    ).toEqual(['stale_market_owner'])
  })
  test('measures a close from where its parent trades', () => {
    const closed = (price: string, parent: Partial<AddIntent> = {}) =>
      under5({ ...parent, close: { orderType: 'limit', price } })
    expect(closed('1')).toEqual(['price_collar'])
    expect(closed('950')).toEqual([])
    expect(closed('949.9')).toEqual(['price_collar'])
    // Its parent waits at 500, so does its close.
    expect(closed('480', { price: '500' })).toEqual([])
    expect(closed('474.9', { price: '500' })).toEqual(['price_collar'])
    // A parent that would pay more than the ask trades at the ask.
    expect(closed('960', { price: '1040' })).toEqual([])
    expect(closed('959', { price: '1040' })).toEqual(['price_collar'])
    const stop = { orderType: 'stop-loss', price: '1200' } as const
    expect(closed('1140', stop)).toEqual([])
    expect(closed('1139', stop)).toEqual(['price_collar'])
    expect(under5({ close: { orderType: 'stop-loss', price: '900' } })).toEqual([])
    expect(under5({ close: { orderType: 'stop-loss', price: '499' } })).toEqual(['trigger_far'])
    const sold = (price: string, parent: Partial<AddIntent> = {}) =>
      sale5({ ...parent, close: { orderType: 'limit', price } })
    expect(sold('1050')).toEqual([])
    expect(sold('1050.1')).toEqual(['price_collar'])
    expect(sold('1050', { price: '950' })).toEqual(['price_collar'])
    expect(closed('480', { price: '500' })).toEqual([])
    const dark = { books: new Map(), lasts: new Map(), inventory: bought }
    expect(
      codesUnder(COLLAR, anAdd({ price: '500', close: { orderType: 'limit', price: '1' } }), dark),
    ).toContain('price_collar')
    const blind = anAdd({ ...market, close: { orderType: 'limit', price: '1' } })
    expect(codesUnder(COLLAR, blind, dark)).toContain('stale_market')
    expect(
      codesUnder(COLLAR, aSale({ ...market, close: { orderType: 'limit', price: '1' } }), {
        books: new Map(),
      }),
    ).toContain('stale_market')
  })
})

describe('P12, stale data', () => {
  const at = (age: number, more: object = {}) => ({
    books: new Map([['BTC/USD', { ...aBook('990', '1010'), at: NOW - age, ...more }]]),
    inventory: bought,
  })
  test('a book counts for 5 s, has two sides and is not crossed; else nothing increases', () => {
    expect(codesUnder(COLLAR, anAdd(), at(5_000))).toEqual([])
    expect(codesUnder(COLLAR, anAdd(), at(5_001))).toEqual(['stale_market'])
    expect(codesUnder(COLLAR, anAdd(), at(0, { bids: [] }))).toEqual(['stale_market'])
    expect(codesUnder(COLLAR, anAdd(), at(0, { asks: [] }))).toEqual(['stale_market'])
    expect(codesUnder(COLLAR, anAdd(), at(0, { bids: [['1011', '1']] }))).toEqual(['stale_market'])
    expect(codesUnder(COLLAR, anAdd(), at(0, { bids: [['0', '1']] }))).toEqual(['stale_market'])
    expect(codesUnder(LOOSE, anAdd(), at(5_001))).toEqual([])
  })
  test('a relative price wants a last price of 10 s', () => {
    const last = (age: number) => ({
      lasts: new Map([['BTC/USD', { price: '1000', at: NOW - age }]]),
      inventory: bought,
    })
    expect(codesUnder(COLLAR, anAdd({ price: '-1%' }), last(10_000))).toEqual([])
    expect(codesUnder(COLLAR, anAdd({ price: '-1%' }), last(10_001))).toEqual(['stale_market'])
    expect(codesUnder(COLLAR, aSale({ price: '+1%' }), last(10_001))).toEqual([])
  })
  test('a reduction passes with a limit within twice the collar of a last price of 5 minutes', () => {
    const sale = (price: string, facts = {}) =>
      codesUnder(COLLAR, aSale({ price }), { ...at(5_001), ...facts })
    expect(sale('900')).toEqual([])
    expect(sale('899.9')).toEqual(['stale_market_owner'])
    const last = (age: number) => ({ lasts: new Map([['BTC/USD', { price: '1000', at: NOW - age }]]) })
    expect(sale('900', last(300_000))).toEqual([])
    expect(sale('900', last(300_001))).toEqual(['stale_market_owner'])
    const noCollar = { maxOrderNotional: '9999' }
    expect(codesUnder(noCollar, aSale({ price: '1' }), at(5_001))).toEqual([])
  })
  test('or as the IOC limit that a market order becomes', () => {
    const sale = (mandate: object, facts = {}) =>
      codesUnder(mandate, aSale(market), { ...at(5_001), ...facts })
    expect(sale({ ...COLLAR, marketAs: 'ioc' })).toEqual([])
    expect(sale({ ...COLLAR, marketAs: 'market' })).toEqual(['stale_market_owner'])
    expect(sale({ maxOrderNotional: '9999', marketAs: 'ioc' })).toEqual(['stale_market_owner'])
    expect(sale({ ...COLLAR, marketAs: 'ioc' }, { lasts: new Map() })).toEqual(['stale_market_owner'])
  })
  test('else it needs the owner, once', () => {
    const stop = aSale({ orderType: 'stop-loss', price: '900' })
    expect(codesUnder(COLLAR, stop, at(5_001))).toEqual(['stale_market_owner'])
    expect(codesUnder(COLLAR, stop, { ...at(5_001), approved: true })).toEqual([])
  })
})

describe('P14, what is left of duplicates', () => {
  const last = anOrder({ intendedAt: NOW - 9_999 })
  const twin = (order: Partial<AddIntent>, fact: object = {}, facts: object = {}) =>
    under(order, { orders: [{ ...last, ...fact }], ...facts })
  test('volume within 0.1 %, price within 0.05 %, within 10 s', () => {
    expect(twin({})).toEqual(['probable_repeat'])
    expect(twin({ volume: '1.001' })).toEqual(['probable_repeat'])
    expect(twin({ volume: '1.0011' })).toEqual([])
    expect(twin({ price: '1000.5' })).toEqual(['probable_repeat'])
    expect(twin({ price: '1000.6' })).toEqual([])
    expect(twin({}, { intendedAt: NOW - 10_000 })).toEqual([])
  })
  test('of the same token, pair, side and type', () => {
    expect(twin({}, { tokenId: 't2' })).toEqual([])
    expect(twin({}, { pair: 'ETH/USD' })).toEqual([])
    expect(twin({}, { side: 'sell' })).toEqual([])
    expect(twin({}, { orderType: 'iceberg' })).toEqual([])
    expect(twin(market, { orderType: 'market' }, { books: new Map(), lasts: new Map() })).toEqual([])
  })
  test('unless the caller insists, or the owner said yes; amends and closes are none', () => {
    expect(twin({}, {}, { insists: true })).toEqual([])
    expect(twin({}, {}, { approved: true })).toEqual([])
    const facts = { orders: [last], targets: new Map([['O1', aTarget()]]) }
    expect(codesUnder(LOOSE, anAmend({ limitPrice: '1000' }), facts)).toEqual([])
    const closed = aSale({ price: '5000', close: { orderType: 'limit', price: '1000' } })
    expect(codesUnder(LOOSE, closed, facts)).toEqual([])
  })
})

describe('P18, free balance', () => {
  const free = (asset: string, amount: string) => ({ holdings: [{ asset, total: amount, free: amount }] })
  test('limit − 1, limit, limit + 1 of a buy, in Kraken’s own words', () => {
    expect(codesUnder(COLLAR, anAdd(), free('USD', '1001'))).toEqual([])
    expect(codesUnder(COLLAR, anAdd(), free('USD', '1000'))).toEqual([])
    const [reason] = reasonsUnder(COLLAR, anAdd(), free('USD', '999'))
    expect(reason).toMatchObject({ code: 'insufficient_funds', largest: '0.999' })
    expect(reason?.message).toContain('Insufficient funds')
    expect(reasonsUnder(COLLAR, anAdd(), free('EUR', '1'))).toMatchObject([{ largest: '0' }])
  })
  test('of a sale that reduces nothing, and of a spent sum', () => {
    expect(codesUnder(COLLAR, aSale(), free('BTC', '1'))).toEqual([])
    expect(codesUnder(COLLAR, aSale(), free('BTC', '0.9'))).toEqual(['insufficient_funds'])
    const spend = anAdd({ ...market, flags: ['viqc'], volume: '700' })
    expect(codesUnder(COLLAR, spend, free('USD', '700'))).toEqual([])
    expect(reasonsUnder(COLLAR, spend, free('USD', '699.5'))).toMatchObject([{ largest: '699.50000' }])
  })
  test('never refuses a reduction: there Kraken decides', () => {
    expect(codesUnder(COLLAR, aSale(), { inventory: bought, holdings: [] })).toEqual([])
    expect(codesUnder(COLLAR, aSale(), { inventory: bought, holdings: undefined })).toEqual([])
  })
  test('pays for a list together, and not for closes', () => {
    const list = [anAdd({ close: { orderType: 'limit', price: '1100' } }), anAdd({ price: '900' })]
    expect(codesUnder(COLLAR, list, free('USD', '1900'))).toEqual([])
    expect(reasonsUnder(COLLAR, list, free('USD', '1899'))).toMatchObject([{ order: 1 }])
    const sales = [aSale(), aSale({ price: '1100' })]
    expect(codesUnder(COLLAR, sales, free('BTC', '2'))).toEqual([])
    expect(codesUnder(COLLAR, sales, free('BTC', '1.9'))).toEqual(['insufficient_funds'])
    const mixed = [anAdd(), aSale({ price: '1100' })]
    expect(
      codesUnder(COLLAR, mixed, {
        holdings: [...free('BTC', '1').holdings, ...free('USD', '1000').holdings],
      }),
    ).toEqual([])
    const dark = { ...free('USD', '99999'), books: new Map(), lasts: new Map() }
    expect(codesUnder(COLLAR, [anAdd(market), anAdd()], dark)).toContain('not_judged')
  })
  test('counts what an amended order holds already', () => {
    const facts = { ...free('USD', '100'), targets: new Map([['O1', aTarget()]]) }
    expect(codesUnder(COLLAR, anAmend({ volume: '1.1' }), facts)).toEqual([])
    const [reason] = reasonsUnder(COLLAR, anAmend({ volume: '1.2' }), facts)
    expect(reason?.code).toBe('insufficient_funds')
    const sale = { ...free('BTC', '0.1'), targets: new Map([['O1', aTarget({ side: 'sell' })]]) }
    expect(codesUnder(COLLAR, anAmend({ volume: '1.1' }), sale)).toEqual([])
    expect(codesUnder(COLLAR, anAmend({ volume: '1.2' }), sale)).toEqual(['insufficient_funds'])
  })
  test('cannot be judged without balances or a price', () => {
    expect(codesUnder(COLLAR, anAdd(), { holdings: undefined })).toEqual(['not_judged'])
    expect(codesUnder(LOOSE, anAdd(), { holdings: undefined })).toEqual([])
  })
  const margin = anAdd({ leverage: '2' })
  const left = (freeMargin: string, currency?: string) => ({ margin: { equity: '9', freeMargin, currency } })
  test('of margin the part that the leverage asks for', () => {
    expect(codesUnder(COLLAR, margin, left('500'))).toEqual([])
    expect(reasonsUnder(COLLAR, margin, left('499'))).toMatchObject([
      { code: 'insufficient_margin', largest: '0.998' },
    ])
    expect(reasonsUnder(COLLAR, margin, left('-1'))).toMatchObject([{ largest: '0' }])
    expect(codesUnder(COLLAR, margin, { margin: undefined })).toEqual(['not_judged'])
    expect(codesUnder(COLLAR, margin, left('9999', 'GBP'))).toEqual(['not_judged'])
    expect(
      codesUnder(COLLAR, anAdd({ leverage: '2', ...market }), {
        ...left('9999'),
        books: new Map(),
        lasts: new Map(),
      }),
    ).toContain('not_judged')
  })
})
