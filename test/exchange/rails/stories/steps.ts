import fc from 'fast-check'
import type { Answer } from '../../../../src/exchange/port.ts'
import type { AccountHouse } from '../../../support/account.ts'
import { PAIRS, truthOf } from './truth.ts'

export const TOKENS = ['a', 'a1', 'a2', 'b'] as const
type Token = (typeof TOKENS)[number]

/** A story as it is told: what was called, by whom, and the names that were given. */
export interface Telling {
  readonly house: AccountHouse
  readonly names: { readonly name: string; readonly token: Token; readonly order: Record<string, unknown> }[]
  readonly calls: { readonly token: Token; readonly tool: string; readonly params: object; answer?: Answer }[]
}

export interface Step {
  readonly told: string
  run(telling: Telling): Promise<unknown>
}

const MINUTE = 60_000

const call = (telling: Telling, token: Token, tool: string, params: Record<string, unknown> = {}) => {
  const kept: Telling['calls'][number] = { token, tool, params }
  telling.calls.push(kept)
  void telling.house.call(tool, params, `t_${token}`).then(
    (answer) => {
      kept.answer = answer
    },
    () => {},
  )
  return telling.house.clock.settle()
}

const named = (telling: Telling, token: Token, order: Record<string, unknown>) => {
  const name = `${token}-${telling.names.length}`
  telling.names.push({ name, token, order })
  return { ...order, cl_ord_id: name }
}

/** Prices as parts of the market; volumes as parts of what a thousand dollars buy. */
interface Wanted {
  readonly pair: string
  readonly side: 'buy' | 'sell'
  readonly type: string
  readonly size: number
  readonly at: number
  readonly extra: Record<string, unknown>
}

export const written = async ({ house }: Telling, { pair, side, type, size, at, extra }: Wanted) => {
  const { touch } = await truthOf(house)
  const { bid, ask } = touch.get(pair) ?? { bid: 1, ask: 1 }
  const near = side === 'buy' ? ask : bid
  const places = pair === 'XBTUSD' ? 1 : 2
  const price = (factor: number) => (near * factor).toFixed(places)
  const volume = ((1000 * size) / near).toFixed(5)
  const base = { type: side, volume, ...extra }
  const ahead = side === 'buy' ? Math.max(at, 2 - at) : Math.min(at, 2 - at)
  switch (type) {
    case 'market':
      return { ...base, ordertype: 'market' }
    case 'viqc':
      return { ...base, ordertype: 'market', type: 'buy', oflags: ['viqc'], volume: (1000 * size).toFixed(2) }
    case 'stop-loss':
      return { ...base, ordertype: type, price: price(ahead) }
    case 'stop-loss-limit':
      return { ...base, ordertype: type, price: price(ahead), price2: price(ahead) }
    case 'trailing-stop':
      return { ...base, ordertype: type, price: '+2%' }
    case 'iceberg':
      return { ...base, ordertype: type, price: price(at), displayvol: (Number(volume) / 5).toFixed(5) }
    case 'relative':
      return { ...base, ordertype: 'limit', price: `${side === 'buy' ? '-' : '+'}1%` }
    default:
      return { ...base, ordertype: 'limit', price: price(at) }
  }
}

const token = fc.constantFrom<Token>('a', 'a', 'a1', 'a1', 'a2', 'b')
const factor = fc.constantFrom(0.7, 0.97, 0.99, 0.995, 1, 1, 1.005, 1.01, 1.03, 1.2)
const extra = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Record<string, unknown>>({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, unknown>>(
      { timeinforce: 'IOC' },
      { oflags: ['post'] },
      { oflags: ['fcib'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Record<string, unknown>>(
      { leverage: '2' },
      { leverage: '2' },
      { leverage: '3' },
      { leverage: '5' },
      { leverage: 'none' },
      { leverage: '2', reduce_only: true },
      { leverage: '2', volume: '0' },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Record<string, unknown>>(
      { close: { ordertype: 'limit', price: '+1%' } },
      { close: { ordertype: 'limit', price: '#2%' } },
      { close: { ordertype: 'stop-loss', price: '#3%' } },
    ),
  },
)
export const aWish: fc.Arbitrary<Wanted> = fc.record({
  pair: fc.constantFrom('XBTUSD', 'XBTUSD', 'XBTUSD', PAIRS[1]),
  side: fc.constantFrom('buy', 'buy', 'sell'),
  type: fc.constantFrom(
    'limit',
    'limit',
    'limit',
    'limit',
    'market',
    'market',
    'viqc',
    'stop-loss',
    'stop-loss-limit',
    'trailing-stop',
    'iceberg',
    'relative',
  ),
  size: fc.constantFrom(0.05, 0.2, 0.3, 0.49, 0.5, 0.95, 1, 1.5),
  at: factor,
  extra,
})

const add: fc.Arbitrary<Step> = fc.tuple(token, aWish, fc.boolean()).map(([who, what, waits]) => ({
  told: `${who} adds ${JSON.stringify(what)}`,
  async run(telling) {
    const order = await written(telling, what)
    await call(telling, who, 'add_order', named(telling, who, { pair: what.pair, ...order }))
    if (waits) await telling.house.clock.advance(200)
  },
}))

const rush: fc.Arbitrary<Step> = fc
  .tuple(token, aWish, fc.integer({ min: 2, max: 4 }))
  .map(([who, what, times]) => ({
    told: `${who} rushes ${times} of ${JSON.stringify(what)}`,
    async run(telling) {
      const order = await written(telling, what)
      for (let at = 0; at < times; at++)
        void call(telling, who, 'add_order', named(telling, who, { pair: what.pair, ...order }))
      await telling.house.clock.settle()
    },
  }))

const batch: fc.Arbitrary<Step> = fc
  .tuple(token, fc.array(aWish, { minLength: 2, maxLength: 3 }))
  .map(([who, list]) => ({
    told: `${who} lists ${JSON.stringify(list)}`,
    async run(telling) {
      const orders: object[] = []
      for (const one of list)
        orders.push(named(telling, who, await written(telling, { ...one, pair: 'XBTUSD' })))
      await call(telling, who, 'add_order_batch', { pair: 'XBTUSD', orders })
    },
  }))

const validate: fc.Arbitrary<Step> = fc.tuple(token, aWish).map(([who, what]) => ({
  told: `${who} rehearses ${JSON.stringify(what)}`,
  run: async (telling) =>
    call(telling, who, 'add_order', { pair: what.pair, ...(await written(telling, what)), validate: true }),
}))

const again: fc.Arbitrary<Step> = fc.tuple(token, aWish).map(([who, what]) => ({
  told: `${who} says twice ${JSON.stringify(what)}`,
  async run(telling) {
    const order = { pair: what.pair, ...named(telling, who, await written(telling, what)) }
    const idempotency_key = `k-${telling.names.length}`
    await call(telling, who, 'add_order', { ...order, idempotency_key })
    await call(telling, who, 'add_order', { ...order, idempotency_key })
  },
}))

// Whose it is changes it; what is a stranger's somebody tries to.
const holderOf = (name: string): Token => TOKENS.find((one) => one === name) ?? 'a'

const pick = fc.nat({ max: 30 })
// Mostly one of the tokens' own; now and then a stranger's.
const pickOpen = async (telling: Telling, at: number) => {
  const { orders } = await truthOf(telling.house)
  const isOurs = (name: string) => TOKENS.some((one) => one === name) !== (at % 8 === 7)
  const open = orders.filter(({ isOpen, token: of }) => isOpen && isOurs(of))
  return open.length === 0 ? undefined : open[at % open.length]
}

/** Sells what the token has bought, or closes what it has opened: a part, all of it, or a little more; once or several times at once. */
const exit: fc.Arbitrary<Step> = fc
  .record({
    who: token,
    pair: fc.constantFrom('XBTUSD', 'XBTUSD', PAIRS[1]),
    onMargin: fc.constantFrom(false, false, true),
    part: fc.constantFrom(0.5, 1, 1, 1.02),
    at: fc.constantFrom(0.99, 1.005, 1.01, 1.2),
    times: fc.constantFrom(1, 1, 2, 3),
    type: fc.constantFrom('limit', 'limit', 'market', 'stop-loss', 'iceberg'),
    flags: fc.constantFrom<Record<string, unknown>>(
      {},
      {},
      { oflags: ['fcib'] },
      { close: { ordertype: 'limit', price: '#1%' } },
    ),
  })
  .map(({ who, pair, onMargin, part, at, times, type, flags }) => ({
    told: `${who} leaves ${part} of ${pair} ${onMargin ? 'on margin' : ''} by ${type} at ${at} ${times} times ${JSON.stringify(flags)}`,
    async run(telling) {
      const { orders, positions } = await truthOf(telling.house)
      const spot = orders.filter((one) => one.token === who && one.pair === pair && !one.isMargin)
      const held = onMargin
        ? positions
            .filter((one) => one.pair === pair)
            .reduce((sum, { side, open }) => sum + (side === 'buy' ? open : -open), 0)
        : spot.reduce((sum, { side, filled }) => sum + (side === 'buy' ? filled : -filled), 0)
      const volume = (Math.floor(Math.abs(held) * part * 1e8) / 1e8).toFixed(8)
      if (Number(volume) < 0.00005) return
      const side = held > 0 ? 'sell' : 'buy'
      const extra = { ...flags, ...(onMargin ? { leverage: '2' } : {}), volume }
      const order = await written(telling, { pair, side, type, size: 1, at, extra })
      const shown = type === 'iceberg' ? { displayvol: (Number(volume) / 5).toFixed(8) } : {}
      for (let time = 0; time < times; time++)
        void call(telling, who, 'add_order', named(telling, who, { pair, ...order, ...shown }))
      await telling.house.clock.settle()
    },
  }))

const CHANGES = fc.record(
  {
    qty: fc.constantFrom(0.1, 0.5, 0.9, 1.1, 1.5, 3),
    price: fc.constantFrom(0.001, 0.5, 0.97, 0.999, 1.001, 1.01, 1.05, 2),
    trigger: fc.constantFrom(0.95, 1.02),
  },
  { requiredKeys: [] },
)

const amend: fc.Arbitrary<Step> = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: token }),
    pick,
    CHANGES,
    fc.boolean(),
    fc.integer({ min: 1, max: 2 }),
  )
  .map(([who, at, changes, byTxid, times]) => ({
    told: `${who ?? 'its holder'} amends ${at} ${JSON.stringify(changes)} ${times}`,
    async run(telling) {
      const order = await pickOpen(telling, at)
      if (!order) return
      const places = order.pair === 'XBTUSD' ? 1 : 2
      const name = telling.names.find(({ name: one }) => one.startsWith(`${order.token}-`))
      const params = {
        txid: order.id,
        ...(changes.qty === undefined ? {} : { order_qty: (order.volume * changes.qty).toFixed(5) }),
        ...(changes.price === undefined || order.limit === undefined
          ? {}
          : { limit_price: (order.limit * changes.price).toFixed(places) }),
        ...(changes.trigger === undefined || order.trigger === undefined
          ? {}
          : { trigger_price: (order.trigger * changes.trigger).toFixed(places) }),
      }
      if (Object.keys(params).length === 1 || (byTxid && !name)) return
      for (let time = 0; time < times; time++)
        void call(telling, who ?? holderOf(order.token), 'amend_order', params)
      await telling.house.clock.settle()
    },
  }))

const cancel: fc.Arbitrary<Step> = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: token }),
    pick,
    fc.boolean(),
  )
  .map(([who, at, all]) => ({
    told: `${who ?? 'its holder'} cancels ${all ? 'all' : at}`,
    async run(telling) {
      const order = await pickOpen(telling, at)
      if (!order) return
      const by = who ?? holderOf(order.token)
      await (all
        ? call(telling, by, 'cancel_all_orders')
        : call(telling, by, 'cancel_order', { txid: order.id }))
    },
  }))

const fill: fc.Arbitrary<Step> = fc.tuple(pick, fc.constantFrom(0.3, 0.9, 1, 1)).map(([at, part]) => ({
  told: `${part} of ${at} fills`,
  async run(telling) {
    const order = await pickOpen(telling, at)
    if (!order || order.limit === undefined) return
    await telling.house.turn('fill', { txid: order.id, volume: (order.left * part).toFixed(8) })
  },
}))

const fault: fc.Arbitrary<Step> = fc
  .record({
    path: fc.constantFrom(
      'AddOrder',
      'AddOrder',
      'AddOrder',
      'AddOrderBatch',
      'AmendOrder',
      'AmendOrder',
      'CancelOrder',
      'CancelOrderBatch',
      'OpenOrders',
      'QueryOrders',
      'ClosedOrders',
      'TradesHistory',
      'OpenPositions',
      'BalanceEx',
    ),
    fault: fc.constantFrom(
      'late',
      'late_drop',
      'hide',
      'hang_after_accept',
      'drop',
      'drop_after_accept',
      'duplicate',
      'delay',
      'hang',
      'error_after_accept',
    ),
    ms: fc.integer({ min: 200, max: 9_000 }),
  })
  .map((what) => ({
    told: `fault ${JSON.stringify(what)}`,
    run: ({ house }) =>
      house.fault(what.fault === 'error_after_accept' ? { ...what, error: 'EService:Unavailable' } : what),
  }))

const wait: fc.Arbitrary<Step> = fc.constantFrom(50, 300, 1_000, 3_000, 10_000, 30_000).map((ms) => ({
  told: `${ms} ms pass`,
  run: ({ house }) => house.clock.advance(ms),
}))

export const minute: Step = {
  told: 'a minute passes',
  async run({ house }) {
    await house.clock.advance(MINUTE - (house.clock.now() % MINUTE) + 1)
    void house.account.job('reconcile', Math.floor(house.clock.now() / MINUTE) * MINUTE)
    void house.account.job('watch', Math.floor(house.clock.now() / MINUTE) * MINUTE)
    await house.clock.advance(2_000)
  },
}

const long: Step = {
  told: 'twenty minutes pass',
  async run(telling) {
    await telling.house.clock.advance(20 * MINUTE)
    await minute.run(telling)
  },
}

const restart: Step = {
  told: 'restart',
  async run({ house }) {
    house.restart()
  },
}

const foreign: fc.Arbitrary<Step> = aWish.map((what) => ({
  told: `a stranger adds ${JSON.stringify(what)}`,
  async run(telling) {
    const order = await written(telling, { ...what, extra: {}, type: 'limit' })
    await telling.house.turn('foreign', {
      order: { pair: what.pair, ...order, cl_ord_id: `x-${telling.names.length}` },
    })
    telling.names.push({ name: 'x', token: 'b', order })
  },
}))

export const step = (withFaults: boolean): fc.Arbitrary<Step> =>
  fc
    .oneof(
      { weight: 8, arbitrary: add },
      { weight: 4, arbitrary: exit },
      { weight: 2, arbitrary: rush },
      { weight: 2, arbitrary: batch },
      { weight: 1, arbitrary: validate },
      { weight: 1, arbitrary: again },
      { weight: 6, arbitrary: amend },
      { weight: 2, arbitrary: cancel },
      { weight: 5, arbitrary: fill },
      { weight: withFaults ? 4 : 0, arbitrary: fault },
      { weight: 3, arbitrary: wait },
      { weight: 2, arbitrary: fc.constant(minute) },
      { weight: 1, arbitrary: fc.constant(long) },
      { weight: withFaults ? 1 : 0, arbitrary: fc.constant(restart) },
      { weight: 1, arbitrary: foreign },
    )
    .map((one) => ({ ...one, [fc.toStringMethod]: () => one.told }))
