import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import { aDesk, atOnce, buy, passedAmong, reasonsOf } from './a-desk.ts'

// What somebody with a stolen token, or a model that was talked into it, would try.

const sell = (extra: Record<string, unknown> = {}) => buy({ type: 'sell', ...extra })
const market = (extra: Record<string, unknown> = {}) =>
  buy({ ordertype: 'market', price: undefined, ...extra })

const FAR: Mandate = { priceCollarPercent: 'none' }

test('sell all at 1 USD: the collar refuses it, whosever the coins are', async () => {
  const house = aDesk({ t_test: { mandate: { inventory: 'account' } } })
  const answer = await house.call('add_order', sell({ price: '1', volume: '2' }))
  expect(reasonsOf(answer)).toContain('price_collar')
  expect(await house.seen('AddOrder')).toHaveLength(0)
})

test('sell a little at 1 USD, where the book takes it all at the touch: the limit is what counts', async () => {
  const house = aDesk({ t_test: { mandate: { inventory: 'account' } } })
  expect(reasonsOf(await house.call('add_order', sell({ price: '1' })))).toContain('price_collar')
})

test('buy into one’s own offer far above the market: the collar refuses the part that would trade', async () => {
  const house = aDesk({ t_test: { mandate: {} } })
  const { ask } = await house.touch()
  const price = String(Math.round(ask * 3))
  expect(reasonsOf(await house.call('add_order', buy({ price })))).toContain('price_collar')
})

test('a market order leaves as an immediate-or-cancel limit at the edge of the collar, and says so', async () => {
  const house = aDesk({ t_test: { mandate: { priceCollarPercent: '2' } } })
  const { bid, ask } = await house.touch()
  const answer = await house.call('add_order', market())
  const params = (await house.seen('AddOrder'))[0]?.params ?? {}
  expect(params).toMatchObject({ ordertype: 'limit', timeinforce: 'IOC', volume: '0.001' })
  const mid = (bid + ask) / 2
  expect(Number(params.price)).toBeLessThanOrEqual(mid * 1.02)
  expect(Number(params.price)).toBeGreaterThan(mid * 1.019)
  expect(answer).toMatchObject({ ok: true, note: expect.stringContaining('immediate-or-cancel') })
})

test('flip a position: what would close more than is open is an increase', async () => {
  const mandate: Mandate = { maxLeverage: 5, maxDayNotional: '1100' }
  const house = aDesk({ t_test: { mandate } })
  expect(await house.call('add_order', market({ leverage: '2', volume: '0.01' }))).toMatchObject({ ok: true })
  const flip = await house.call('add_order', market({ type: 'sell', leverage: '2', volume: '0.02' }))
  expect(reasonsOf(flip)).toContain('max_day_notional')
  const close = await house.call('add_order', market({ type: 'sell', leverage: '2', volume: '0.01' }))
  expect(close).toMatchObject({ ok: true })
})

test('double exit: two orders at once that would each close the position: one of them', async () => {
  const mandate: Mandate = { maxLeverage: 5, maxDayNotional: '1100' }
  const house = aDesk({ t_test: { mandate } })
  expect(await house.call('add_order', market({ leverage: '2', volume: '0.01' }))).toMatchObject({ ok: true })
  const { bid } = await house.touch()
  const exits = await atOnce(2, (at) =>
    house.call(
      'add_order',
      sell({ leverage: '2', volume: '0.01', price: String(Math.round(bid * 1.02)), cl_ord_id: `x${at}` }),
    ),
  )
  expect(passedAmong(exits)).toBe(1)
})

test('foreign inventory: what another token or the owner has bought is not this token’s to sell', async () => {
  const mandate: Mandate = { maxDayNotional: '500' }
  const house = aDesk({ t_test: { mandate }, t_other: { mandate: {} } })
  const { bid } = await house.touch()
  await house.call('add_order', market({ volume: '0.1' }), 't_other')
  const price = String(Math.round(bid))
  expect(reasonsOf(await house.call('add_order', sell({ volume: '0.1', price })))).toContain(
    'max_day_notional',
  )
  expect(await house.call('add_order', sell({ volume: '0.1', price }), 't_other')).toMatchObject({ ok: true })
})

test('a loosened stop: moving the trigger away, or shrinking the order, is an increase', async () => {
  const { bid } = await aDesk({}).touch()
  const mandate: Mandate = { maxDayNotional: String(Math.ceil(bid * 0.0106)) }
  const house = aDesk({ t_test: { mandate } })
  await house.call('add_order', market({ volume: '0.01' }))
  const trigger = (factor: number) => String(Math.round(bid * factor))
  const stop = {
    type: 'sell',
    ordertype: 'stop-loss',
    volume: '0.01',
    price: trigger(0.95),
    cl_ord_id: 'guard',
  }
  expect(await house.call('add_order', buy(stop))).toMatchObject({ ok: true })
  const loosened = await house.call('amend_order', { cl_ord_id: 'guard', trigger_price: trigger(0.9) })
  expect(reasonsOf(loosened)).not.toEqual([])
  expect(reasonsOf(await house.call('amend_order', { cl_ord_id: 'guard', order_qty: '0.005' }))).not.toEqual(
    [],
  )
  const tightened = await house.call('amend_order', { cl_ord_id: 'guard', trigger_price: trigger(0.97) })
  expect(tightened).toMatchObject({ ok: true })
})

test('a batch with one bad row: nothing of it leaves', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxOrderNotional: '10' } } })
  const rows = [buy(), buy({ price: '9000' }), buy({ volume: '1' })].map(({ pair: _, ...row }) => row)
  const answer = await house.call('add_order_batch', { pair: 'XBTUSD', orders: rows })
  expect(answer).toMatchObject({ ok: false, failure: { code: 'risk_denied' } })
  expect(await house.seen('AddOrderBatch')).toHaveLength(0)
})

test('a batch whose rows fit one by one and not together: nothing of it leaves', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxDayNotional: '25' } } })
  const rows = ['10000', '9900', '9800'].map((price) => ({ ...buy({ price }), pair: undefined }))
  const answer = await house.call('add_order_batch', { pair: 'XBTUSD', orders: rows })
  expect(reasonsOf(answer)).toContain('max_day_notional')
})

test('relative prices count for what they come to', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxOrderNotional: '50' } } })
  expect(reasonsOf(await house.call('add_order', buy({ price: '-1%' })))).toContain('max_order_notional')
  expect(await house.call('add_order', buy({ price: '-60%' }))).toMatchObject({ ok: true })
})

test('viqc: a volume in dollars counts as dollars, and spends no more of them', async () => {
  const house = aDesk({ t_test: { mandate: { maxOrderNotional: '100' } } })
  const cost = (volume: string) => house.call('add_order', market({ volume, oflags: ['viqc'] }))
  expect(reasonsOf(await cost('100.01'))).toContain('max_order_notional')
  expect(await cost('100')).toMatchObject({ ok: true })
  const params = (await house.seen('AddOrder'))[0]?.params ?? {}
  expect(Number(params.volume) * Number(params.price)).toBeLessThanOrEqual(100)
  expect(params.oflags).toBeUndefined()
})

test('another quote currency counts at its rate', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxOrderNotional: '100' } } })
  const inBitcoin = (volume: string) =>
    house.call('add_order', { pair: 'ETHXBT', type: 'buy', ordertype: 'limit', volume, price: '0.02' })
  // 0.02 BTC each, some 1,900 dollars.
  expect(reasonsOf(await inBitcoin('1'))).toContain('max_order_notional')
  expect(await inBitcoin('0.05')).toMatchObject({ ok: true })
})

test('ten children spend one allowance', async () => {
  const parent = { mandate: { grants: { ...FAR, maxDayNotional: '50' } }, scopes: 'admin' }
  const children = Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [
      `t_${at}`,
      { mandate: { ...FAR, maxDayNotional: '50' }, parent: 't_boss' },
    ]),
  )
  const house = aDesk({ t_boss: parent, ...children })
  const answers = await atOnce(50, (at) =>
    house.call('add_order', buy({ cl_ord_id: `n${at}` }), `t_${at % 10}`),
  )
  expect(passedAmong(answers)).toBe(5)
})

test('499 ten times under "above 500": one of them, and what is asked for waits', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, approval: { above: '500' } } } })
  const answers = await atOnce(10, (at) =>
    house.call('add_order', buy({ volume: '0.0499', cl_ord_id: `n${at}` })),
  )
  expect(await house.seen('AddOrder')).toHaveLength(1)
  expect(answers.filter((answer) => answer.ok && 'txid' in Object(answer.result))).toHaveLength(1)
})

test('an order that rests gets an end, a shorter life stays, and a stop-loss of its own coins is spared', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxOrderLife: '15m' } } })
  await house.call('add_order', market())
  await house.call('add_order', buy())
  await house.call('add_order', buy({ timeinforce: 'GTD', expiretm: '+60', price: '9000' }))
  await house.call('add_order', buy({ timeinforce: 'GTD', expiretm: '+86400', price: '8000' }))
  await house.call('add_order', sell({ ordertype: 'stop-loss', price: '80000' }))
  const sent = (await house.seen('AddOrder')).map(({ params: { timeinforce, expiretm } }) => [
    timeinforce,
    expiretm,
  ])
  expect(sent).toEqual([
    [undefined, undefined],
    ['GTD', '+900'],
    ['GTD', '+60'],
    ['GTD', '+900'],
    [undefined, undefined],
  ])
})

test('what was cancelled gives back its remainder, and keeps what it had traded', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxDayNotional: '10' } } })
  await house.call('add_order', buy({ cl_ord_id: 'a' }))
  expect(reasonsOf(await house.call('add_order', buy({ cl_ord_id: 'b' })))).toEqual(['max_day_notional'])
  await house.turn('fill', { cl_ord_id: 'a', volume: '0.0004' })
  await house.call('cancel_order', { cl_ord_id: 'a' })
  expect(reasonsOf(await house.call('add_order', buy({ cl_ord_id: 'c' })))).toEqual(['max_day_notional'])
  expect(await house.call('add_order', buy({ cl_ord_id: 'd', volume: '0.0006' }))).toMatchObject({ ok: true })
})

test('an order that filled unseen makes room among the open ones', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxOpenOrders: 1 } } })
  await house.call('add_order', buy({ cl_ord_id: 'a' }))
  await house.turn('fill', { cl_ord_id: 'a', volume: '0.001' })
  expect(await house.call('add_order', buy({ cl_ord_id: 'b' }))).toMatchObject({ ok: true })
})

test('a withdrawal to another address than the mandate’s is denied, and one without a key asks the owner', async () => {
  const address = 'bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh'
  const house = aDesk({ t_test: { mandate: { withdrawalKeys: [{ key: 'cold', asset: 'BTC', address }] } } })
  const withdraw = (extra: Record<string, unknown>) =>
    house.call('withdraw', { asset: 'XBT', key: 'cold', amount: '0.01', ...extra })
  expect(reasonsOf(await withdraw({ address: 'bc1qthief' }))).toEqual(['foreign_address'])
  await withdraw({ asset: 'ETH', key: 'vault' })
  await house.call('wallet_transfer', {
    asset: 'XBT',
    from: 'Spot Wallet',
    to: 'Futures Wallet',
    amount: '0.1',
  })
  expect(await house.seen('WalletTransfer')).toHaveLength(0)
  expect(await house.seen('Withdraw')).toHaveLength(0)
  await withdraw({})
  expect(await house.seen('Withdraw')).toMatchObject([{ params: { address } }])
})
