import { describe, expect, test } from 'vitest'
import { volumeOf } from '../../../src/domain/risk/words.ts'
import {
  aBook,
  aBound,
  anAdd,
  anAmend,
  anOrder,
  aPair,
  aPosition,
  aReading,
  aSale,
  aTarget,
  codesUnder,
  NOW,
  reasonsUnder,
  someFacts,
} from './a-case.ts'

// What once got more than a mandate gives; each of these is a rule's answer to it.

const HOUR_MS = 3_600_000
const theTarget = (more: Parameters<typeof aTarget>[0] = {}) => ({
  targets: new Map([['O1', aTarget(more)]]),
})

describe('an order amended to less than it had filled', () => {
  const sunk = anOrder({ volume: '0.1', filled: '0.9', cost: '900', filledAt: NOW - 1 })
  test('gives nothing back to the day', () => {
    const facts = { orders: [sunk] }
    expect(codesUnder({ maxDayNotional: '1900' }, anAdd(), facts)).toEqual([])
    expect(codesUnder({ maxDayNotional: '1899' }, anAdd(), facts)).toEqual(['max_day_notional'])
  })
  test('counts with what it filled among what nobody approved', () => {
    const facts = { orders: [anOrder({ ...sunk, intendedAt: NOW - 1 })] }
    expect(codesUnder({ approval: { above: '1900' } }, anAdd(), facts)).toEqual([])
    expect(codesUnder({ approval: { above: '1899' } }, anAdd(), facts)).toEqual(['approval_above'])
  })
})

describe('an order that has traded dearer than it is now', () => {
  const cheap = (more: object) =>
    anOrder({ volume: '1', filled: '0.5', cost: '500', worstPrice: '10', intendedAt: NOW - 1, ...more })
  const under = (above: string, more: object) =>
    codesUnder({ approval: { above } }, anAdd({ volume: '0.1' }), { orders: [cheap(more)] })
  test('counts for what it cost among what nobody approved', () => {
    expect(under('605', {})).toEqual([])
    expect(under('604', {})).toEqual(['approval_above'])
  })
  test('counts from when it grew for what it has cost since', () => {
    const grown = [{ tokenId: 't1', at: NOW - 1, filled: '0.1', cost: '50' }]
    expect(under('555', { grown, intendedAt: NOW - 2 * HOUR_MS })).toEqual([])
    expect(under('554', { grown, intendedAt: NOW - 2 * HOUR_MS })).toEqual(['approval_above'])
  })
  test('counts so, too, in an amend of it', () => {
    const target = cheap({})
    const facts = { orders: [target], targets: new Map([['O1', { ...target, limitPrice: '10' }]]) }
    const amend = anAmend({ volume: '1', limitPrice: '20' })
    expect(codesUnder({ approval: { above: '510' } }, amend, facts)).toEqual([])
    expect(codesUnder({ approval: { above: '509' } }, amend, facts)).toEqual(['approval_above'])
  })
})

describe('the largest that would pass', () => {
  const held = { inventory: [{ tokenId: 't1', asset: 'BTC', net: '0.5' }] }
  test('is what reduces, where a rule that reductions skip allows less', () => {
    const [reason] = reasonsUnder({ maxOrderNotional: '100' }, aSale({ volume: '2' }), held)
    expect(reason).toMatchObject({ code: 'max_order_notional', largest: '0.5' })
    expect(codesUnder({ maxOrderNotional: '100' }, aSale({ volume: '0.5' }), held)).toEqual([])
    expect(codesUnder({ maxOrderNotional: '100' }, aSale({ volume: '0.50000001' }), held)).toEqual([
      'max_order_notional',
    ])
  })
  const close = { orderType: 'limit', price: '1000' } as const
  test('counts a conditional close with its parent', () => {
    const limits = { maxDayNotional: '1000' }
    const order = (volume: string) => anAdd({ volume, price: '1000', close })
    const largest = reasonsUnder(limits, order('3')).map((reason) => reason.largest)
    expect(new Set(largest)).toEqual(new Set(['0.5']))
    expect(codesUnder(limits, order('0.5'))).toEqual([])
    expect(codesUnder(limits, order('0.50000001'))).toEqual(['max_day_notional'])
  })
  test('is not named of a close where another reason is none of size', () => {
    const [reason] = reasonsUnder({ maxDayNotional: '1', orderTypes: ['market'] }, anAdd({ close }))
    expect(reason?.largest).toBeUndefined()
  })
})

describe('another amend of the same order', () => {
  const amend = anAmend({ volume: '2' })
  const judged = (limit: string, more: object, known: object) =>
    codesUnder({ maxOrderNotional: limit }, anAmend(more), {
      ...theTarget(),
      orders: [anOrder(known)],
    })
  test('that raised the price meanwhile counts in one that raises the volume', () => {
    expect(codesUnder({ maxOrderNotional: '2000' }, amend, theTarget())).toEqual([])
    expect(judged('3999', amend, { worstPrice: '2000' })).toEqual(['max_order_notional'])
    expect(judged('4000', amend, { worstPrice: '2000' })).toEqual([])
  })
  test('that raised the volume meanwhile counts in one that raises the price', () => {
    const dearer = { volume: undefined, limitPrice: '1005' }
    expect(judged('2009', dearer, { volume: '2' })).toEqual(['max_order_notional'])
    expect(judged('2010', dearer, { volume: '2' })).toEqual([])
  })
  test('counts for nothing in what this one says itself', () => {
    const both = { volume: '4', limitPrice: '1001' }
    expect(judged('4004', both, { volume: '2', worstPrice: '1500' })).toEqual([])
    expect(judged('4003', both, { volume: '2', worstPrice: '1500' })).toEqual(['max_order_notional'])
  })
  test('of a stop counts unless this one moves its trigger', () => {
    const stop = {
      orderType: 'stop-loss',
      triggerPrice: '1100',
      limitPrice: undefined,
      worstPrice: '1155',
    } as const
    const facts = { ...theTarget(stop), orders: [anOrder({ ...stop, worstPrice: '1260' })] }
    expect(codesUnder({ maxOrderNotional: '2519' }, amend, facts)).toEqual(['max_order_notional'])
    expect(codesUnder({ maxOrderNotional: '2520' }, amend, facts)).toEqual([])
    const moved = anAmend({ volume: '2', triggerPrice: '1100' })
    expect(codesUnder({ maxOrderNotional: '2310' }, moved, facts)).toEqual([])
  })
})

describe('an order of an hour ago that was amended', () => {
  const old = (more: object) => ({ orders: [anOrder({ intendedAt: NOW - 2 * HOUR_MS, ...more })] })
  const grownAt = (at: number) => ({ grown: [{ tokenId: 't1', at, filled: '0', cost: '0' }] })
  test('counts among what nobody approved from when it grew', () => {
    const policy = { approval: { above: '1999' } } as const
    expect(codesUnder(policy, anAdd(), old({}))).toEqual([])
    expect(codesUnder(policy, anAdd(), old(grownAt(NOW - HOUR_MS)))).toEqual([])
    expect(codesUnder(policy, anAdd(), old(grownAt(NOW - HOUR_MS + 1)))).toEqual(['approval_above'])
    expect(codesUnder(policy, anAdd(), old({ ...grownAt(NOW - 1), approved: true }))).toEqual([
      'approval_above',
    ])
  })
})

describe('an order of another', () => {
  const foreign = theTarget({ tokenId: 't2' })
  test('is made smaller or cheaper, and never larger', () => {
    const codes = (more: object, whose = {}) => codesUnder({}, anAmend(more), foreign, whose)
    const limits = { maxOrderNotional: '99999' }
    expect(codesUnder(limits, anAmend({ volume: '2' }), foreign)).toEqual(['foreign_order'])
    expect(codesUnder(limits, anAmend({ limitPrice: '1001' }), foreign)).toEqual(['foreign_order'])
    expect(codesUnder(limits, anAmend({ volume: '0.5' }), foreign)).toEqual([])
    expect(codesUnder(limits, anAmend({ limitPrice: '999' }), foreign)).toEqual([])
    expect(codes({ volume: '2' })).toEqual([])
  })
  test('may grow before those whom it counts for', () => {
    const limits = { maxOrderNotional: '99999' }
    const amend = anAmend({ volume: '2' })
    expect(codesUnder(limits, amend, foreign, { counts: new Set(['t1', 't2']) })).toEqual([])
    expect(codesUnder(limits, amend, foreign, { counts: 'account' })).toEqual([])
  })
})

describe('an order that starts later', () => {
  const later = (more: object) =>
    codesUnder({ priceCollarPercent: '5' }, anAdd({ startTime: '+60', ...more }))
  test('may rest, and may not trade at once', () => {
    expect(later({ price: '1009' })).toEqual([])
    expect(later({ price: '1010' })).toEqual(['starts_later'])
    expect(later({ side: 'sell', price: '991' })).toEqual([])
    expect(later({ side: 'sell', price: '990' })).toEqual(['starts_later'])
    expect(later({ orderType: 'market', price: undefined })).toEqual(['starts_later'])
    expect(later({ price: '1010', startTime: String(NOW / 1000) })).toEqual([])
    expect(later({ price: '1010', startTime: String(NOW / 1000 + 1) })).toEqual(['starts_later'])
  })
  test('starts within the hours, too', () => {
    const hours = { hours: ['Wed 11:00-13:00 UTC'] }
    const at = (startTime: string) => codesUnder(hours, anAdd({ startTime }))
    expect(at('+3599')).toEqual([])
    expect(at('+3600')).toEqual(['outside_hours'])
  })
})

describe('volume 0', () => {
  const closing = anAdd({ side: 'sell', orderType: 'market', price: undefined, volume: '0', leverage: '2' })
  const facts = someFacts({ positions: [aPosition({ open: '3' })] })
  test('takes what is open from the other closers', () => {
    expect(volumeOf(closing, facts)).toBe('3')
    expect(volumeOf(anAdd({ pair: 'XX/YY' }), facts)).toBeUndefined()
  })
  test('leaves as a market order, and stays within what the book gives at the collar', () => {
    const deep = {
      bids: [['990', '2'] as const, ['900', '9'] as const],
      asks: aBook('1', '1010').asks,
      at: NOW,
    }
    const codes = (open: string) =>
      codesUnder({ priceCollarPercent: '5', marketAs: 'ioc' }, closing, {
        books: new Map([['BTC/USD', deep]]),
        positions: [aPosition({ open })],
      })
    expect(codes('2')).toEqual([])
    expect(codes('2.1')).toEqual(['price_collar'])
  })
})

describe('a conditional close where orders have an end', () => {
  const close = { orderType: 'limit', price: '1020' } as const
  const life = { maxOrderLife: '15m' }
  test('takes back what its parent buys, and buys nothing back', () => {
    expect(codesUnder(life, anAdd({ close }))).toEqual([])
    expect(codesUnder(life, aSale({ close }))).toEqual(['close_without_end'])
    expect(codesUnder({}, aSale({ close }))).toEqual([])
    expect(codesUnder({ maxOrderNotional: '99999' }, aSale({ close }))).toEqual([])
  })
  test('on margin closes what its parent opens, and opens nothing', () => {
    const margin = { leverage: '2', close }
    const under = (intent: ReturnType<typeof anAdd>, open: readonly ReturnType<typeof aPosition>[]) =>
      codesUnder(life, intent, { positions: open })
    expect(under(aSale(margin), [])).toEqual([])
    expect(under(aSale(margin), [aPosition()])).toEqual(['close_without_end'])
    expect(under(anAdd(margin), [aPosition({ side: 'sell' })])).toEqual(['close_without_end'])
  })
})

describe('a close that is expected', () => {
  const close = anOrder({ isClose: true, side: 'sell', intendedAt: NOW - 1 })
  test('works, and is no wish of its own', () => {
    expect(codesUnder({ ordersPerMinute: 1 }, anAdd(), { orders: [close] })).toEqual([])
    expect(codesUnder({ maxOpenOrders: 1 }, anAdd(), { orders: [close] })).toEqual(['max_open_orders'])
    const same = aSale()
    const facts = { inventory: [{ tokenId: 't1', asset: 'BTC', net: '1' }], orders: [close] }
    expect(codesUnder({ maxDayNotional: '1500' }, same, facts)).toEqual(['max_day_notional'])
  })
})

test('the margin that is free is free for the orders of a call together', () => {
  const free = (freeMargin: string) => ({ margin: { equity: '1000', freeMargin } })
  const two = [anAdd({ leverage: '2' }), anAdd({ leverage: '2' })]
  const limits = { maxLeverage: 5, maxOrderNotional: '99999' }
  expect(codesUnder(limits, two, free('1000'))).toEqual([])
  expect(codesUnder(limits, two, free('999'))).toEqual(['insufficient_margin'])
  const nonsense = [anAdd({ leverage: '2', price: 'x' }), anAdd({ leverage: '2' })]
  expect(codesUnder(limits, nonsense, free('1000'))[0]).toBe('price_unknown')
  expect(
    codesUnder(limits, nonsense, {
      ...free('1000'),
      quotes: [],
      pairs: new Map([['BTC/USD', aPair('BTC/EUR')]]),
    })[0],
  ).toBe('price_unknown')
  const reducing = [anAdd({ leverage: '2', reduceOnly: true }), anAdd({ leverage: '2' })]
  const short = { ...free('999'), positions: [aPosition({ side: 'sell' })] }
  expect(codesUnder(limits, reducing, short)).toEqual([])
})

describe('the margin level', () => {
  const limit = { minMarginLevelPercent: '200' }
  const under = (asksMargin: boolean) => ({ reading: aReading({ asksMargin }) })
  test('that nobody has read since its limit was set lets nothing increase', () => {
    expect(codesUnder(limit, anAdd(), under(true))).toEqual([])
    expect(codesUnder(limit, anAdd(), under(false))).toEqual(['not_judged'])
  })
  test('names the largest order that leaves it where it must be', () => {
    const facts = { ...under(true), margin: { equity: '1000', freeMargin: '600' } }
    const order = (volume: string) => anAdd({ volume, leverage: '2' })
    // 400 are in use, and 500 may be: a hundred more is two hundred of order.
    const [reason] = reasonsUnder({ ...limit, maxLeverage: 5 }, order('1'), facts)
    expect(reason).toMatchObject({ code: 'min_margin_level', largest: '0.2' })
    expect(codesUnder({ ...limit, maxLeverage: 5 }, order('0.2'), facts)).toEqual([])
  })
  test('counts what waits to open positions, and not what closes one', () => {
    const facts = { ...under(true), margin: { equity: '1000', freeMargin: '600' } }
    const order = anAdd({ volume: '0.1', leverage: '2' })
    const codes = (more: Parameters<typeof someFacts>[0]) =>
      codesUnder({ ...limit, maxLeverage: 5 }, order, { ...facts, ...more })
    const waiting = anOrder({ volume: '0.11', leverage: '2' })
    expect(codes({})).toEqual([])
    expect(codes({ orders: [anOrder({ ...waiting, volume: '0.1' })] })).toEqual([])
    expect(codes({ orders: [waiting] })).toEqual(['min_margin_level'])
    expect(codes({ orders: [anOrder({ ...waiting, leverage: '4' })] })).toEqual([])
    expect(codes({ orders: [anOrder({ ...waiting, reduceOnly: true })] })).toEqual([])
    expect(codes({ orders: [anOrder({ ...waiting, state: 'ended' })] })).toEqual([])
    expect(codes({ orders: [anOrder({ ...waiting, leverage: undefined })] })).toEqual([])
    expect(codes({ orders: [waiting], positions: [aPosition({ side: 'sell' })] })).toEqual([])
    expect(codes({ orders: [waiting], positions: [aPosition()] })).toEqual(['min_margin_level'])
    expect(codes({ orders: [waiting], positions: [aPosition({ pair: 'ETH/USD', side: 'sell' })] })).toEqual([
      'min_margin_level',
    ])
    expect(codes({ orders: [anOrder({ ...waiting, pair: 'XX/YY' })] })).toEqual(['not_judged'])
    const target = aTarget({ volume: '0.11', leverage: '2' })
    const amend = anAmend({ volume: '0.2' })
    expect(
      codesUnder({ ...limit, maxLeverage: 5 }, amend, { ...facts, ...theTarget(target), orders: [waiting] }),
    ).toEqual([])
  })
  test('counts the orders of one call together', () => {
    const facts = { ...under(true), margin: { equity: '1000', freeMargin: '600' } }
    const orders = (volume: string) => [
      anAdd({ volume, leverage: '2' }),
      anAdd({ volume: '0.1', leverage: '2' }),
    ]
    expect(codesUnder({ ...limit, maxLeverage: 5 }, orders('0.1'), facts)).toEqual([])
    expect(codesUnder({ ...limit, maxLeverage: 5 }, orders('0.11'), facts)).toEqual(['min_margin_level'])
    const spot = [anAdd({ volume: '9' }), anAdd({ volume: '0.1', leverage: '2' })]
    expect(codesUnder({ ...limit, maxLeverage: 5 }, spot, facts)).toEqual([])
    const unpriced = [
      anAdd({ volume: '1', price: 'x', leverage: '2' }),
      anAdd({ volume: '0.1', leverage: '2' }),
    ]
    expect(codesUnder({ ...limit, maxLeverage: 5 }, unpriced, facts)).toContain('price_unknown')
    // A close is no margin of its own: it gives back what its parent takes.
    const close = { orderType: 'limit', price: '1020' } as const
    const closing = [anAdd({ volume: '0.05', leverage: '2', close }), anAdd({ volume: '0.1', leverage: '2' })]
    expect(codesUnder({ ...limit, maxLeverage: 5 }, closing, facts)).toEqual([])
  })
  test('that is too low already names none', () => {
    const low = { reading: aReading({ asksMargin: true, marginLevelPercent: '199' }) }
    for (const order of [anAdd(), anAdd({ leverage: '2' })])
      expect(reasonsUnder({ ...limit, maxLeverage: 5 }, order, low)[0]).toMatchObject({ largest: '0' })
  })
})

test('a list that allows nothing says so, and another names what it allows', () => {
  const hint = (mandate: object) => reasonsUnder(mandate, anAdd())[0]?.hint
  expect(hint({ pairs: [] })).toBe('It allows no pairs at all.')
  expect(hint({ pairs: ['ETH/USD', 'BTC/EUR'] })).toBe('It allows the pairs ETH/USD, BTC/EUR.')
})

test('the words of these refusals say what to do', () => {
  const [later] = reasonsUnder({ priceCollarPercent: '5' }, anAdd({ startTime: '+60', price: '1010' }))
  expect(later).toMatchObject({
    facts: { bid: '990', ask: '1010', by: 'token' },
    hint: expect.stringContaining('starttm'),
  })
  const [foreign] = reasonsUnder({ maxOpenOrders: 9 }, anAmend({ volume: '2' }), theTarget({ tokenId: 't2' }))
  expect(foreign?.hint).toContain('Cancel it')
  expect(aBound().counts).toEqual(new Set(['t1']))
})
