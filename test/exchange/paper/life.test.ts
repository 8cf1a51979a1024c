import { expect, test } from 'vitest'
import { type AccountHouse, anAccount } from '../../support/account.ts'
import { aPaperAccount, resultOf } from './a-paper-account.ts'

const BUY = { pair: 'XBTUSD', type: 'buy', ordertype: 'market', volume: '0.01' }
const FAR = { ...BUY, ordertype: 'limit', price: '10000' }

/** Public requests that reached the exchange since the last time this was asked. */
const asked = async (house: AccountHouse, name: string) => (await house.seen(name)).length

const open = async (house: AccountHouse) => Object(await resultOf(house, 'get_open_orders')).open

/** The best bid of the emulator now. */
const bestBid = async ({ emulator }: AccountHouse): Promise<string> => {
  const answer = await emulator.answer(new Request('http://127.0.0.1:1/0/public/Depth?pair=XBTUSD&count=1'))
  return String(Object(await answer.json()).result.XXBTZUSD.bids[0][0])
}

test('every id of a paper account tells that it is one', async () => {
  const house = aPaperAccount()
  const { txid } = await resultOf(house, 'add_order', BUY)
  const { trades } = await resultOf(house, 'get_trade_history')
  const { ledger } = await resultOf(house, 'get_ledgers')
  expect([txid].flat().every((id) => String(id).startsWith('O0'))).toBe(true)
  expect(Object.keys(Object(trades)).every((id) => id.startsWith('T0'))).toBe(true)
  expect(Object.keys(Object(ledger)).every((id) => id.startsWith('L0'))).toBe(true)
})

test('a resting order fills while nobody watches, as a maker at its own price, and says why', async () => {
  const house = aPaperAccount()
  const price = await bestBid(house)
  const { txid } = await resultOf(house, 'add_order', { ...FAR, price, volume: '0.0001' })
  for (let minute = 0; minute < 240 && Object.keys(await open(house)).length > 0; minute++)
    await house.clock.advance(60_000)
  const [id] = [txid].flat().map(String)
  const { trades } = await resultOf(house, 'get_trade_history')
  const [[tradeId, trade] = ['', {}]] = Object.entries(Object(trades))
  expect(trade).toMatchObject({
    ordertxid: id,
    maker: true,
    price: expect.stringContaining(price.slice(0, 7)),
  })
  const told = await resultOf(house, 'explain_fill', { id: tradeId })
  expect(told.why).toMatch(/^It rested at [\d.]+, and the (trade|book)/)
  expect(Object(told.evidence).kind).toMatch(/^(print|crossing)$/)
})

test('without open orders it sleeps, with some it looks at most every fifteen seconds', async () => {
  const house = aPaperAccount()
  await resultOf(house, 'get_account_balance')
  const before = await asked(house, 'Depth')
  await house.clock.advance(10 * 60_000)
  expect(await asked(house, 'Depth')).toBe(before)
  const { txid } = await resultOf(house, 'add_order', FAR)
  const [placed] = [await asked(house, 'Depth')]
  await house.clock.advance(10 * 60_000)
  const looks = (await asked(house, 'Depth')) - placed
  expect(looks).toBeGreaterThanOrEqual(35)
  expect(looks).toBeLessThanOrEqual(40)
  await resultOf(house, 'cancel_order', { txid: [txid].flat()[0] })
  const [cancelled] = [await asked(house, 'Depth')]
  await house.clock.advance(10 * 60_000)
  expect(await asked(house, 'Depth')).toBe(cancelled)
})

test('at the real Kraken’s prices a paper account trades too: no money is real', async () => {
  const house = aPaperAccount(undefined, { KRAKEN_BASE_URL: 'https://api.kraken.com' })
  expect(Object(await resultOf(house, 'add_order', BUY)).txid).toHaveLength(1)
  expect((await house.seen()).filter(({ path }) => path.startsWith('/0/private'))).toEqual([])
})

test('PAPER_EVERY_SECONDS says how often it looks', async () => {
  const house = aPaperAccount(undefined, { PAPER_EVERY_SECONDS: '60' })
  await resultOf(house, 'add_order', FAR)
  const before = await asked(house, 'Depth')
  await house.clock.advance(10 * 60_000)
  expect((await asked(house, 'Depth')) - before).toBeLessThanOrEqual(10)
})

test('nothing is lost with the object: orders, trades, holds and the timer outlive it', async () => {
  const house = aPaperAccount()
  await resultOf(house, 'add_order', BUY)
  await resultOf(house, 'add_order', FAR)
  await resultOf(house, 'cancel_all_orders_after', { timeout: 600 })
  const reads = [
    'get_open_orders',
    'get_extended_balance',
    'get_trade_history',
    'get_ledgers',
    'get_closed_orders',
  ]
  const tell = async () => JSON.stringify(await Promise.all(reads.map((read) => resultOf(house, read))))
  const before = await tell()
  house.restart()
  expect(await tell()).toBe(before)
  await house.clock.advance(620_000)
  expect(await open(house)).toEqual({})
})

test('after an outage it reads the whole tape: a stop that fired unseen is filled from later prints, as an estimate', async () => {
  const house = aPaperAccount()
  const price = (Number(await bestBid(house)) - 30).toFixed(1)
  await resultOf(house, 'add_order', { ...BUY, type: 'sell', ordertype: 'stop-loss', price, volume: '0.001' })
  house.die()
  await house.clock.advance(12 * 3_600_000)
  house.restart()
  await house.clock.advance(60_000)
  const { trades } = await resultOf(house, 'get_trade_history')
  const [id] = Object.keys(Object(trades))
  expect(id, 'the emulator’s price fell by thirty dollars within half a day').toBeDefined()
  const told = await resultOf(house, 'explain_fill', { id })
  expect(told).toMatchObject({ estimated: true, role: 'taker', evidence: { kind: 'late-print' } })
  expect(Number(told.price)).toBeLessThanOrEqual(Number(price))
  expect(told.why).toContain('estimate')
})

test('an alarm that was lost is set again by cron', async () => {
  const house = aPaperAccount()
  await resultOf(house, 'add_order', FAR)
  house.loseAlarm()
  const before = await asked(house, 'Depth')
  await house.clock.advance(5 * 60_000)
  expect(await asked(house, 'Depth')).toBe(before)
  await house.account.job('watch', house.clock.now())
  await house.clock.advance(60_000)
  expect(await asked(house, 'Depth')).toBeGreaterThan(before + 2)
})

test('“Too many requests” slows the looks and skips no print', async () => {
  const house = aPaperAccount()
  await resultOf(house, 'add_order', FAR)
  const cursor = () => JSON.parse(String(house.sql.run('SELECT doc FROM paper_tape')[0]?.doc))
  await house.clock.advance(30_000)
  const { lastId } = cursor()
  house.garble('Trades', { error: ['EGeneral:Too many requests'] })
  const before = await asked(house, 'Trades')
  await house.clock.advance(10 * 60_000)
  expect((await asked(house, 'Trades')) - before).toBeLessThanOrEqual(8)
  expect(cursor().lastId).toBe(lastId)
  house.garble('Trades', undefined)
  await house.clock.advance(6 * 60_000)
  expect(cursor().lastId).toBeGreaterThan(lastId)
})

test('a pair that cannot be seen slows no other', async () => {
  const house = aPaperAccount()
  await resultOf(house, 'add_order', FAR)
  await resultOf(house, 'add_order', { ...FAR, pair: 'ETHUSD', volume: '0.1', price: '100' })
  await house.clock.advance(20_000)
  const delisted = (result: unknown) =>
    Object.fromEntries(Object.entries(Object(result)).filter(([key]) => key !== 'XETHZUSD'))
  const answer = await house.emulator.answer(new Request('http://127.0.0.1:1/0/public/AssetPairs'))
  const { result } = Object(await answer.json())
  house.garble('AssetPairs', { error: [], result: delisted(result) })
  await house.clock.advance(6 * 60_000)
  const before = await asked(house, 'Depth')
  await house.clock.advance(5 * 60_000)
  expect((await asked(house, 'Depth')) - before).toBeGreaterThanOrEqual(17)
  expect(Object.keys(await open(house))).toHaveLength(2)
  expect(await resultOf(house, 'cancel_all_orders')).toMatchObject({ count: 2 })
})

test('an order on an eleventh pair is refused in plain words; market orders and the ten others pass', async () => {
  const house = aPaperAccount({ balances: { USD: '1000000', EUR: '100000', BTC: '10', ETH: '100' } })
  for (const [pair, volume, price] of PAIRS.slice(0, 10))
    await resultOf(house, 'add_order', { ...FAR, pair, volume, price })
  const [eleventh, volume, price] = PAIRS[10]
  expect(await house.call('add_order', { ...FAR, pair: eleventh, volume, price })).toMatchObject({
    ok: false,
    failure: { kind: 'refused', code: 'paper_pairs', message: expect.stringContaining('10 pairs') },
  })
  await resultOf(house, 'add_order', { ...BUY, pair: eleventh, volume })
  await resultOf(house, 'add_order', { ...FAR, price: '10001' })
})

const PAIRS = [
  ['XBTUSD', '0.01', '10000'],
  ['ETHUSD', '0.1', '100'],
  ['XBTEUR', '0.01', '10000'],
  ['ETHEUR', '0.1', '100'],
  ['SOLUSD', '1', '1'],
  ['XRPUSD', '100', '0.01'],
  ['ADAUSD', '1000', '0.01'],
  ['XDGUSD', '10000', '0.001'],
  ['LINKUSD', '10', '0.5'],
  ['DOTUSD', '10', '0.5'],
  ['LTCUSD', '1', '1'],
] as const

test('leverage is refused in plain words, and never reaches the book', async () => {
  const house = aPaperAccount()
  for (const extra of [{ leverage: '2' }, { reduce_only: true }, { ordertype: 'settle-position' }])
    expect(await house.call('add_order', { ...BUY, ...extra })).toMatchObject({
      ok: false,
      failure: { kind: 'refused', code: 'paper_margin', message: expect.stringContaining('margin') },
    })
})

test('an order that waits for prices can be taken back by a cancel, and never enters the book', async () => {
  const house = aPaperAccount()
  await house.fault({ path: 'Depth', fault: 'delay', ms: 5_000 })
  const placing = house.call('add_order', { ...BUY, cl_ord_id: 'waits' })
  await house.clock.settle()
  const cancelling = house.call('cancel_order', { cl_ord_id: 'waits' })
  await house.clock.advance(10_000)
  expect(await placing).toMatchObject({ ok: false, failure: { code: 'order_withdrawn' } })
  expect(await cancelling).toMatchObject({ ok: true, result: { count: 0 } })
  expect(Object(await resultOf(house, 'get_trade_history')).trades).toEqual({})
})

test('a cancel does not wait for a market that hangs', async () => {
  const house = aPaperAccount()
  const { txid } = await resultOf(house, 'add_order', FAR)
  await house.clock.advance(5_000)
  await house.fault({ path: 'Depth', fault: 'delay', ms: 60_000, times: 0 })
  const cancelling = resultOf(house, 'cancel_order', { txid: [txid].flat()[0] })
  await house.clock.advance(1_100)
  expect(await cancelling).toMatchObject({ count: 1 })
})

test('while the market cannot be had, orders are still told, cancelled and stopped, and no new one is placed', async () => {
  const house = aPaperAccount()
  await resultOf(house, 'add_order', FAR)
  await resultOf(house, 'add_order', { ...FAR, price: '9000', cl_ord_id: 'second' })
  house.restart()
  for (const path of ['AssetPairs', 'Assets', 'Depth', 'Trades', 'Ticker'])
    await house.fault({ path, fault: 'status', status: 503, times: 0 })
  const placing = house.call('add_order', { ...FAR, price: '8000' })
  await house.clock.advance(20_000)
  expect(await placing).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
  expect(Object.keys(await open(house))).toHaveLength(2)
  expect(await resultOf(house, 'cancel_order', { cl_ord_id: 'second' })).toMatchObject({ count: 1 })
  expect(await resultOf(house, 'activate_kill_switch', { reason: 'no market' })).toMatchObject({
    verified: true,
    open_orders: 0,
  })
})

test('reads of orders and balances ask the market for nothing once its lists are known', async () => {
  const house = aPaperAccount()
  await resultOf(house, 'add_order', BUY)
  const before = (await house.seen()).length
  for (const tool of [
    'get_open_orders',
    'get_account_balance',
    'get_ledgers',
    'get_trade_history',
    'get_extended_balance',
  ])
    await resultOf(house, tool)
  expect((await house.seen()).length).toBe(before)
})

test('a storage that fails changes nothing: neither the book nor the balances', async () => {
  const house = aPaperAccount()
  const before = await resultOf(house, 'get_account_balance')
  house.breakStorage()
  expect(await house.call('add_order', BUY)).toMatchObject({ ok: false })
  house.mendStorage()
  await house.clock.advance(120_000)
  expect(await resultOf(house, 'get_account_balance')).toEqual(before)
  expect(Object(await resultOf(house, 'get_trade_history')).trades).toEqual({})
})

test('a reset asks for the name, cancels, gives the opening back and keeps audit and intents', async () => {
  const house = aPaperAccount({ balances: { USD: '5000' } })
  await resultOf(house, 'add_order', BUY)
  await resultOf(house, 'add_order', FAR)
  for (const account of ['test', 'live', 'paper:other'])
    expect(await house.call('reset_paper_account', { account })).toMatchObject({
      ok: false,
      failure: { code: 'invalid_argument', message: expect.stringContaining('paper:test') },
    })
  const told = await resultOf(house, 'reset_paper_account', { account: 'paper:test' })
  expect(told).toMatchObject({ equity: '5000.00', pnl: '0.00', trades: 0, resets: 1 })
  expect(await resultOf(house, 'get_account_balance')).toEqual({ ZUSD: '5000.0000' })
  expect(await open(house)).toEqual({})
  const { rows } = Object(await resultOf(house, 'list_audit'))
  expect(rows.map(({ event }: { event: string }) => event)).toContain('paper.reset')
  const { intents } = Object(await resultOf(house, 'list_intents'))
  expect(intents.length).toBeGreaterThanOrEqual(2)
  house.restart()
  expect(await resultOf(house, 'get_account_balance')).toEqual({ ZUSD: '5000.0000' })
})

test('the overview counts in dollars what was made and paid, and what may still happen', async () => {
  const house = aPaperAccount({ balances: { USD: '10000' }, feeTier: 4 })
  expect(await resultOf(house, 'get_paper_account')).toMatchObject({
    account: 'paper:test',
    equity: '10000.00',
    pnl: '0.00',
    fees: '0.00',
    fee_tier: { maker: '0.10', taker: '0.20' },
  })
  await resultOf(house, 'add_order', BUY)
  await resultOf(house, 'add_order', FAR)
  const told = await resultOf(house, 'get_paper_account')
  expect(Number(told.pnl)).toBeLessThan(0)
  expect(Number(told.fees)).toBeGreaterThan(1)
  expect(told).toMatchObject({
    trades: 1,
    open_risk: { orders: 1, pairs: ['XBTUSD'], buys: '100.00', sells: '0.00' },
  })
})

test('what an account was to begin with must be listed, and nothing is opened while nobody can say what it is', async () => {
  expect(await aPaperAccount({ balances: { NOSUCH: '1' } }).call('get_account_balance')).toMatchObject({
    ok: false,
    failure: { code: 'paper_opening', message: expect.stringContaining('NOSUCH') },
  })
  const opening = async () => {
    throw new Error('the database is gone')
  }
  const silent = anAccount({}, { paper: { name: 'paper:silent', opening } })
  expect(await silent.call('get_account_balance')).toMatchObject({
    ok: false,
    failure: { kind: 'unavailable', code: 'paper_prices' },
  })
})

// An order fell due while the market was down and its pair not yet due for a look: the alarm rang each millisecond.
test('an expiry that waits for a market that is down asks it no more often than a look does', async () => {
  const house = aPaperAccount(undefined, { PAPER_EVERY_SECONDS: '600' })
  await resultOf(house, 'add_order', { ...FAR, timeinforce: 'GTD', expiretm: '+60' })
  for (const path of ['Depth', 'Trades']) await house.fault({ path, fault: 'status', status: 503, times: 0 })
  const before = await asked(house, 'Trades')
  const ring = house.account.tick
  let rings = 0
  house.account.tick = async () => {
    rings += 1
    if (rings < 100) await ring()
  }
  await house.clock.advance(10 * 60_000)
  expect(rings).toBeLessThan(50)
  expect((await asked(house, 'Trades')) - before).toBeLessThan(10)
})

// The second began a book of its own, under the seed of the first: what the first had placed was gone, and its ids came again.
test('two resets at once begin one book, and what is placed after the first stays', async () => {
  let asked = 0
  let answer = () => {}
  const opening = async () => {
    asked += 1
    if (asked === 3) await new Promise<void>((resolve) => (answer = resolve))
    return { balances: { USD: '100000' } }
  }
  const house = anAccount({}, { paper: { name: 'paper:test', opening } })
  await resultOf(house, 'get_account_balance')
  const reset = () => resultOf(house, 'reset_paper_account', { account: 'paper:test' })
  const both = [reset(), reset()]
  await both[0]
  await resultOf(house, 'add_order', BUY)
  answer()
  expect(await both[1]).toMatchObject({ resets: 1 })
  expect(await resultOf(house, 'get_trade_history')).toMatchObject({ count: 1 })
})

// It was told "unverified", and "uncertain", of orders that no book had ever held.
test('an account that was never opened has no orders, whether or not the market can be had', async () => {
  const house = aPaperAccount()
  for (const path of ['AssetPairs', 'Assets', 'Depth', 'Trades', 'Ticker'])
    await house.fault({ path, fault: 'status', status: 503, times: 0 })
  expect(await open(house)).toEqual({})
  expect(await house.call('cancel_all_orders')).toMatchObject({ ok: true, result: { count: 0 } })
  expect(await house.call('cancel_order', { cl_ord_id: 'none' })).toMatchObject({
    failure: { code: 'unknown_order' },
  })
  const kill = resultOf(house, 'activate_kill_switch', { reason: 'no market' })
  await house.clock.advance(5_000)
  expect(await kill).toMatchObject({ verified: true, open_orders: 0 })
})

// The last look lay an hour ahead, and the next one was due after it: no stop would have fired until then.
test('a wall clock that steps back an hour does not put the looks off for an hour', async () => {
  const house = aPaperAccount()
  await resultOf(house, 'add_order', FAR)
  await house.clock.advance(60_000)
  const before = await asked(house, 'Depth')
  house.clock.jump(-3_600_000)
  await house.clock.advance(60_000)
  expect((await asked(house, 'Depth')) - before).toBeGreaterThanOrEqual(3)
})

const ETH = { ...FAR, pair: 'ETHUSD', volume: '0.1', price: '100' }

/** ETH/USD cannot be had any more; BTC/USD can. */
const withoutEth = async (house: AccountHouse) => {
  const answer = await house.emulator.answer(new Request('http://127.0.0.1:1/0/public/AssetPairs'))
  const { result } = Object(await answer.json())
  const { XETHZUSD: _, ...others } = Object(result)
  house.garble('AssetPairs', { error: [], result: others })
}

// Time passed for all orders as soon as one pair was seen: an order on another ended, and what had been traded before its
// end was never shown to it.
test('an expiry waits for its own pair, an hour at most, and keeps none of another waiting', async () => {
  const house = aPaperAccount()
  await resultOf(house, 'add_order', { ...ETH, timeinforce: 'GTD', expiretm: '+900', cl_ord_id: 'eth' })
  await resultOf(house, 'add_order', { ...FAR, timeinforce: 'GTD', expiretm: '+930', cl_ord_id: 'btc' })
  await withoutEth(house)
  const ids = async () => Object.values(await open(house)).map((order) => Object(order).cl_ord_id)
  const ring = house.account.tick
  let rings = 0
  house.account.tick = () => {
    rings += 1
    return ring()
  }
  await house.clock.advance(20 * 60_000)
  expect(await ids()).toEqual(['eth'])
  expect(rings).toBeLessThan(150)
  await house.clock.advance(60 * 60_000)
  expect(await ids()).toEqual([])
})

test('the dead-man timer is a stop: it waits for no market', async () => {
  const house = aPaperAccount()
  await resultOf(house, 'add_order', FAR)
  await resultOf(house, 'cancel_all_orders_after', { timeout: 60 })
  for (const path of ['Depth', 'Trades']) await house.fault({ path, fault: 'status', status: 503, times: 0 })
  await house.clock.advance(61_000)
  expect(await open(house)).toEqual({})
})

// Ten pairs are asked for one after the other: while the last one answered, orders on the first ended unseen.
test('no order ends before what was traded until its end has been asked for', async () => {
  const house = aPaperAccount()
  const { txid } = await resultOf(house, 'add_order', { ...FAR, timeinforce: 'GTD', expiretm: '+17' })
  await resultOf(house, 'add_order', ETH)
  await house.fault({ path: 'Trades', fault: 'delay', ms: 4_000, skip: 1, times: 0 })
  await house.clock.advance(21_000)
  expect(await open(house)).toHaveProperty(String([txid].flat()[0]))
  await house.clock.advance(30_000)
  expect(await open(house)).not.toHaveProperty(String([txid].flat()[0]))
})

test('nobody resets an account away from under another token’s orders', async () => {
  const house = aPaperAccount()
  await house.call('add_order', { ...FAR, cl_ord_id: 'theirs' }, 't_other')
  await resultOf(house, 'add_order', { ...FAR, price: '9000' })
  const reset = () => house.call('reset_paper_account', { account: 'paper:test' })
  expect(await reset()).toMatchObject({ ok: false, failure: { code: 'paper_in_use' } })
  expect(Object.keys(await open(house))).toHaveLength(2)
  await house.call('cancel_order', { cl_ord_id: 'theirs' }, 't_other')
  expect(await reset()).toMatchObject({ ok: true, result: { resets: 1 } })
})
