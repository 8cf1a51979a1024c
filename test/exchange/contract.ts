import { describe, expect, test } from 'vitest'
import { add, compare, subtract } from '../../src/domain/money.ts'
import type { AccountHouse } from '../support/account.ts'

/** One body of the exchange port, as the contract opens it: an account with dollars and bitcoin on the emulator's prices. */
export interface BodyUnderTest {
  readonly name: string
  open(): AccountHouse
  /** Cases that this body cannot run, by their name, each with its reason. */
  readonly skips: Readonly<Record<string, string>>
}

type Row = Readonly<Record<string, unknown>>

const FAR_BELOW = '10000'
const LIMIT = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.01', price: FAR_BELOW }
const MARKET = { pair: 'XBTUSD', type: 'buy', ordertype: 'market', volume: '0.01' }

/** What every body of the exchange port must do, whoever stands behind it. */
export const theContract = (body: BodyUnderTest): void => {
  describe(`the exchange port, ${body.name}`, () => {
    for (const [name, story] of Object.entries(CASES)) {
      const why = body.skips[name]
      if (why === undefined) test(name, () => story(body.open()))
      else test.skip(`${name} (${why})`)
    }
    test('every skip names a case and a reason', () => {
      expect(Object.keys(body.skips).filter((name) => !(name in CASES))).toEqual([])
      expect(Object.values(body.skips).every((why) => why.length > 10)).toBe(true)
    })
  })
}

const ok = async (house: AccountHouse, tool: string, params: Row = {}): Promise<Row> => {
  const answer = await house.call(tool, params)
  if (!answer.ok) throw new Error(`${tool}: ${JSON.stringify(answer.failure)}`)
  return { ...Object(answer.result) }
}

const refused = async (house: AccountHouse, tool: string, params: Row): Promise<Row> => {
  const answer = await house.call(tool, params)
  if (answer.ok) throw new Error(`${tool} was not refused: ${JSON.stringify(answer.result)}`)
  return { ...answer.failure }
}

const place = async (house: AccountHouse, order: Row = LIMIT): Promise<string> => {
  const { txid } = await ok(house, 'add_order', order)
  return String([txid].flat()[0])
}

const orderOf = async (house: AccountHouse, txid: string): Promise<Row> =>
  Object((await ok(house, 'query_orders', { txid: [txid], trades: true }))[txid])

const openIds = async (house: AccountHouse): Promise<readonly string[]> =>
  Object.keys(Object((await ok(house, 'get_open_orders')).open))

const balanceOf = async (house: AccountHouse, asset: string): Promise<string> =>
  String((await ok(house, 'get_account_balance'))[asset] ?? '0')

const bestAsk = async ({ emulator }: AccountHouse): Promise<string> => {
  const answer = await emulator.answer(new Request('http://127.0.0.1:1/0/public/Depth?pair=XBTUSD&count=1'))
  const { result } = Object(await answer.json())
  return String(result.XXBTZUSD.asks[0][0])
}

const CASES: Readonly<Record<string, (house: AccountHouse) => Promise<void>>> = {
  async 'a limit order that does not cross rests, holds its cost, and is cancelled by its id'(house) {
    const txid = await place(house)
    expect(await orderOf(house, txid)).toMatchObject({
      status: 'open',
      vol: '0.01000000',
      vol_exec: '0.00000000',
      descr: { type: 'buy', ordertype: 'limit', pair: 'XBTUSD', price: '10000.0' },
    })
    const held = Object((await ok(house, 'get_extended_balance')).ZUSD).hold_trade
    expect(compare(held, '100')).toBeGreaterThanOrEqual(0)
    expect(await ok(house, 'cancel_order', { txid })).toMatchObject({ count: 1 })
    expect(await orderOf(house, txid)).toMatchObject({ status: 'canceled', reason: 'User requested' })
    expect(await openIds(house)).not.toContain(txid)
    expect(Object((await ok(house, 'get_extended_balance')).ZUSD).hold_trade).not.toBe(held)
  },

  async 'a market order fills at once, and order, trades, ledger and balances tell the same'(house) {
    const [dollars, coins] = [await balanceOf(house, 'ZUSD'), await balanceOf(house, 'XXBT')]
    const txid = await place(house, MARKET)
    const order = await orderOf(house, txid)
    expect(order).toMatchObject({ status: 'closed', vol_exec: '0.01000000' })
    const ids = [order.trades].flat().map(String)
    const trades = Object.values(await ok(house, 'query_trades', { txid: ids, ledgers: true })).map(Object)
    const sumOf = (field: string) => trades.map((trade) => String(trade[field])).reduce(add, '0')
    expect(compare(sumOf('vol'), '0.01')).toBe(0)
    expect(compare(sumOf('cost'), String(order.cost))).toBe(0)
    expect(compare(sumOf('fee'), String(order.fee))).toBe(0)
    const spent = subtract(dollars, await balanceOf(house, 'ZUSD'))
    expect(compare(spent, add(sumOf('cost'), sumOf('fee')))).toBe(0)
    expect(compare(subtract(await balanceOf(house, 'XXBT'), coins), '0.01')).toBe(0)
    const rows = await ok(house, 'query_ledgers', { id: trades.flatMap(({ ledgers }) => ledgers) })
    expect(Object.values(rows).every((row) => Object(row).type === 'trade')).toBe(true)
  },

  async 'the running balance of the ledger adds up'(house) {
    await place(house, MARKET)
    await place(house, { ...MARKET, type: 'sell' })
    const { ledger } = await ok(house, 'get_ledgers', { asset: ['USD'] })
    const rows = Object.values(Object(ledger)).map(Object).reverse()
    for (const [at, row] of rows.entries()) {
      const before = rows[at - 1]
      if (before) expect(row.balance).toBe(padded(add(before.balance, subtract(row.amount, row.fee))))
    }
    expect(rows.at(-1).balance).toBe(await balanceOf(house, 'ZUSD'))
  },

  async 'a taker fill is never better than the touch'(house) {
    const ask = await bestAsk(house)
    const txid = await place(house, MARKET)
    const [id] = [(await orderOf(house, txid)).trades].flat()
    const trade = Object((await ok(house, 'query_trades', { txid: [String(id)] }))[String(id)])
    expect(trade.maker).toBe(false)
    expect(compare(trade.price, ask)).toBeGreaterThanOrEqual(0)
  },

  async 'a post-only order that would cross is accepted and canceled'(house) {
    const txid = await place(house, { ...LIMIT, price: '900000', oflags: ['post'] })
    expect(await orderOf(house, txid)).toMatchObject({
      status: 'canceled',
      reason: 'Post only order',
      vol_exec: '0.00000000',
    })
  },

  async 'an immediate-or-cancel order never rests'(house) {
    const txid = await place(house, { ...LIMIT, timeinforce: 'IOC' })
    expect(await openIds(house)).not.toContain(txid)
    expect(await orderOf(house, txid)).toMatchObject({ status: 'canceled' })
  },

  async 'a fill-or-kill order fills whole or not at all'(house) {
    const killed = await place(house, { ...LIMIT, timeinforce: 'FOK' })
    expect(await orderOf(house, killed)).toMatchObject({ status: 'canceled', vol_exec: '0.00000000' })
    const filled = await place(house, { ...LIMIT, price: '900000', timeinforce: 'FOK' })
    expect(await orderOf(house, filled)).toMatchObject({ status: 'closed', vol_exec: '0.01000000' })
  },

  async 'what Kraken refuses is refused in Kraken’s own words'(house) {
    const words = async (order: Row) => (await refused(house, 'add_order', { ...LIMIT, ...order })).kraken
    expect(await words({ volume: '0.00001' })).toBe('EOrder:Order minimum not met')
    expect(await words({ volume: '1000' })).toBe('EOrder:Insufficient funds')
    expect(await words({ price: '10000.01' })).toMatch(/^EOrder:(Invalid price|Tick size check failed)/)
    expect(await words({ pair: 'NOSUCH' })).toBe('EQuery:Unknown asset pair')
    expect((await refused(house, 'cancel_order', { txid: 'OAAAAA-AAAAA-AAAAAA' })).kraken).toBe(
      'EOrder:Unknown order',
    )
  },

  async 'validate checks and places nothing'(house) {
    const before = await openIds(house)
    const answer = await ok(house, 'add_order', { ...LIMIT, validate: true })
    expect(answer).toMatchObject({ descr: { order: expect.stringContaining('buy 0.01') } })
    expect(answer.txid).toBeUndefined()
    expect(await openIds(house)).toEqual(before)
    expect((await refused(house, 'add_order', { ...LIMIT, volume: '0.00001', validate: true })).kraken).toBe(
      'EOrder:Order minimum not met',
    )
  },

  async 'an amend keeps the id and leaves a trail'(house) {
    const txid = await place(house)
    await ok(house, 'amend_order', { txid, limit_price: '11000', order_qty: '0.02' })
    expect(await orderOf(house, txid)).toMatchObject({
      status: 'open',
      vol: '0.02000000',
      descr: { price: '11000.0' },
    })
    const { amends } = await ok(house, 'get_order_amends', { order_id: txid })
    expect([amends].flat().map((one) => Object(one).amend_type)).toEqual(['original', 'user'])
  },

  async 'an order is found and cancelled by its client order id, which no open order may bear twice'(house) {
    const txid = await place(house, { ...LIMIT, cl_ord_id: 'mine' })
    expect(Object.keys(Object((await ok(house, 'get_open_orders', { cl_ord_id: 'mine' })).open))).toEqual([
      txid,
    ])
    await refused(house, 'add_order', { ...LIMIT, cl_ord_id: 'mine' })
    expect(await ok(house, 'cancel_order', { cl_ord_id: 'mine' })).toMatchObject({ count: 1 })
    expect(Object.keys(Object((await ok(house, 'get_closed_orders', { cl_ord_id: 'mine' })).closed))).toEqual(
      [txid],
    )
  },

  async 'orders are cancelled by their userref'(house) {
    await place(house, { ...LIMIT, userref: 7 })
    await place(house, { ...LIMIT, userref: 7, price: '9000' })
    expect(Object.keys(Object((await ok(house, 'get_open_orders', { userref: 7 })).open))).toHaveLength(2)
    expect(await ok(house, 'cancel_order', { txid: '7' })).toMatchObject({ count: 2 })
  },

  async 'of a batch, an order that lacks the funds is refused by itself'(house) {
    const { pair, ...order } = LIMIT
    const { orders } = await ok(house, 'add_order_batch', {
      pair,
      orders: [order, { ...order, volume: '900' }],
    })
    expect(orders).toMatchObject([
      { txid: expect.stringMatching(/^O/) },
      { error: 'EOrder:Insufficient funds' },
    ])
  },

  async 'cancel_all_orders leaves nothing open'(house) {
    await place(house)
    await place(house, { ...LIMIT, price: '9000' })
    const before = await openIds(house)
    expect(await ok(house, 'cancel_all_orders')).toMatchObject({ count: before.length })
    expect(await openIds(house)).toEqual([])
  },

  async 'the dead-man timer cancels when it is not set again, and not when it is put off'(house) {
    const txid = await place(house)
    await ok(house, 'cancel_all_orders_after', { timeout: 60 })
    await ok(house, 'cancel_all_orders_after', { timeout: 0 })
    await house.clock.advance(65_000)
    expect(await openIds(house)).toContain(txid)
    await ok(house, 'cancel_all_orders_after', { timeout: 60 })
    await house.clock.advance(65_000)
    expect(await openIds(house)).toEqual([])
    expect(await orderOf(house, txid)).toMatchObject({ status: 'canceled' })
  },

  async 'a good-till-date order ends at its time'(house) {
    const txid = await place(house, { ...LIMIT, timeinforce: 'GTD', expiretm: '+30' })
    await house.clock.advance(20_000)
    expect(await openIds(house)).toContain(txid)
    await house.clock.advance(20_000)
    expect(await orderOf(house, txid)).toMatchObject({ status: 'expired' })
  },

  async 'a stop waits armed for its trigger, and one whose trigger the market has passed fires at once'(
    house,
  ) {
    const waiting = await place(house, { ...MARKET, type: 'sell', ordertype: 'stop-loss', price: '10000' })
    expect(await orderOf(house, waiting)).toMatchObject({ status: 'open', vol_exec: '0.00000000' })
    const fired = await place(house, { ...MARKET, type: 'sell', ordertype: 'take-profit', price: '10000' })
    await house.clock.advance(20_000)
    expect(await orderOf(house, fired)).toMatchObject({
      status: 'closed',
      misc: expect.stringContaining('touched'),
    })
  },

  async 'a filled order opens its conditional close'(house) {
    const txid = await place(house, { ...MARKET, close: { ordertype: 'stop-loss', price: '10000' } })
    await house.clock.advance(20_000)
    const open = Object.values(Object((await ok(house, 'get_open_orders')).open)).map(Object)
    expect(open.filter(({ refid }) => refid === txid)).toMatchObject([{ descr: { ordertype: 'stop-loss' } }])
  },

  async 'a call with a used idempotency key is answered and not sent again'(house) {
    await ok(house, 'add_order', { ...LIMIT, idempotency_key: 'k1' })
    const open = await openIds(house)
    await ok(house, 'add_order', { ...LIMIT, idempotency_key: 'k1' })
    expect(await openIds(house)).toEqual(open)
  },

  async 'the kill switch empties the book and refuses what comes after'(house) {
    await place(house)
    expect(await ok(house, 'activate_kill_switch', { reason: 'test' })).toMatchObject({
      verified: true,
      open_orders: 0,
    })
    expect(await refused(house, 'add_order', LIMIT)).toMatchObject({ code: 'kill_switch_on' })
    expect(await openIds(house)).toEqual([])
  },

  async 'volume and fees, trade balance and positions are told'(house) {
    await place(house, MARKET)
    const volume = await ok(house, 'get_trade_volume', { pair: ['XBTUSD'], fee_schedule: true })
    expect(compare(String(volume.volume), '900')).toBeGreaterThan(0)
    expect(Object(volume.fees).XXBTZUSD.fee).toBe('0.4000')
    expect(Object(volume.fees_maker).XXBTZUSD.fee).toBe('0.2500')
    expect(compare(String((await ok(house, 'get_trade_balance')).eb), '1000')).toBeGreaterThan(0)
    expect(await ok(house, 'get_open_positions')).toEqual({})
  },

  async 'an order with leverage opens a position'(house) {
    await place(house, { ...MARKET, leverage: '2' })
    expect(Object.keys(await ok(house, 'get_open_positions'))).toHaveLength(1)
  },

  async 'deposits have methods'(house) {
    expect((await house.call('get_deposit_methods', { asset: 'BTC' })).ok).toBe(true)
  },
}

const padded = (amount: string): string => {
  const [whole, rest = ''] = amount.split('.')
  return `${whole}.${rest.padEnd(4, '0')}`
}
