import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Desk } from '../../src/desk/desk.ts'
import { aDesk } from '../desk/a-desk.ts'
import { emulatorLog, turn } from '../http/a-caller.ts'

const CRASHES = 30

/** What Kraken is doing with a call when the object dies under it. */
interface Crash {
  readonly tool: 'add_order' | 'add_order_batch'
  readonly fault: string
  readonly ms: number
  /** Orders that wait behind it. */
  readonly behind: number
  /** The object dies once more while it looks. */
  readonly again: boolean
}

const aCrash: fc.Arbitrary<Crash> = fc.record({
  tool: fc.constantFrom('add_order', 'add_order', 'add_order_batch'),
  // Carried out at once, carried out after the crash, or never.
  fault: fc.constantFrom('hang_after_accept', 'hang_after_accept', 'late', 'hang'),
  ms: fc.integer({ min: 300, max: 1_200 }),
  behind: fc.nat({ max: 2 }),
  again: fc.boolean(),
})

const live = () => env.ACCOUNT.getByName('live')

interface Order {
  readonly clientOrderId: string
  readonly fate: 'accepted' | 'late' | 'never' | 'behind'
}

test(`of ${CRASHES} crashes while Kraken holds the answer none loses or doubles an order`, {
  timeout: 120_000,
}, async () => {
  await turn('switches', { tier: 'unlimited' })
  const desk = aDesk()
  await desk.use('get_account_balance')
  const orders: Order[] = []
  for (const [at, crash] of fc.sample(aCrash, { numRuns: CRASHES, seed: 7 }).entries())
    orders.push(...(await crashed(desk, crash, at)))

  // Everything that came is found, and every look for the others was in vain.
  await until(async () => (await notLookedFor()) === 0)
  // A minute is too long for a test: what was sent is made to have been sent long ago, and the object looks again.
  await runInDurableObject(live(), (_, state) => {
    state.storage.sql.exec('UPDATE intents SET sent_at = sent_at - 90000, missed_at = missed_at - 60000')
  })
  await die()
  await until(async () => (await statesOf('uncertain')).length === 0)

  const ids = (fates: readonly string[]) =>
    orders.filter(({ fate }) => fates.includes(fate)).map(({ clientOrderId }) => clientOrderId)
  expect(await statesOf('placed')).toEqual(ids(['accepted', 'late']).sort())
  expect(await statesOf('not_placed')).toEqual(ids(['never']).sort())
  expect(await statesOf('withdrawn')).toEqual(ids(['behind']).sort())
  expect(await onTheExchange(desk)).toEqual(ids(['accepted', 'late']).sort())
})

/** One call in flight, others behind it, and the object dies; answers which orders were meant to come to what. */
const crashed = async (desk: TestDesk, crash: Crash, at: number): Promise<readonly Order[]> => {
  const { tool, fault, ms, behind, again } = crash
  const path = tool === 'add_order' ? 'AddOrder' : 'AddOrderBatch'
  const names = tool === 'add_order' ? [`c-${at}`] : [`c-${at}-a`, `c-${at}-b`]
  await turn('faults', { path, fault, ms: fault === 'late' ? ms : 60_000 })
  const flying = place(desk, tool, names)
  await until(() => hasArrived(path, names))
  const waiting = Array.from({ length: behind }, (_, nth) => place(desk, 'add_order', [`c-${at}-w${nth}`]))
  await until(async () => (await statesOf('intended')).length === behind)
  await die()
  if (again) await live().status().then(die)
  for (const answer of await Promise.allSettled([flying, ...waiting]))
    expect(answer).toMatchObject({ status: 'rejected', reason: { kind: 'uncertain' } })
  const fate = fault === 'hang' ? 'never' : fault === 'late' ? 'late' : 'accepted'
  return [
    ...names.map((clientOrderId) => ({ clientOrderId, fate }) as const),
    ...waiting.map((_, nth) => ({ clientOrderId: `c-${at}-w${nth}`, fate: 'behind' }) as const),
  ]
}

// No two alike: while one that looks the same is in doubt, nothing insists.
let price = 900_000

type TestDesk = Desk & Pick<ReturnType<typeof aDesk>, 'use'>

/** Sells, which nothing in doubt holds back, with a deadline that is soon over, yet that a slow machine does not miss. */
const place = (desk: TestDesk, tool: string, names: readonly string[]): Promise<unknown> => {
  const deadline = new Date(Date.now() + 5_000).toISOString()
  const orders = names.map((cl_ord_id) => ({
    type: 'sell',
    ordertype: 'limit',
    volume: '0.001',
    price: String(price++),
    cl_ord_id,
  }))
  const placed = desk.use(
    tool,
    tool === 'add_order' ? { pair: 'XBTUSD', ...orders[0], deadline } : { pair: 'XBTUSD', orders, deadline },
  )
  placed.catch(() => undefined)
  return placed
}

const die = (): Promise<void> =>
  runInDurableObject(live(), (_, state) => state.abort('crash')).catch(() => undefined)

/** By its orders' names: an earlier call that lands late is written down a second time, and must not be taken for this one. */
const hasArrived = async (name: string, ids: readonly string[]): Promise<boolean> =>
  (await emulatorLog()).some(
    ({ path, params }) =>
      path?.endsWith(`/${name}`) && ids.every((id) => JSON.stringify(params ?? {}).includes(id)),
  )

/** The client order ids of the rows in this state. */
const statesOf = (wanted: string): Promise<readonly string[]> =>
  runInDurableObject(live(), (_, state) =>
    state.storage.sql
      .exec('SELECT client_order_id AS id FROM intents WHERE state = ? ORDER BY 1', wanted)
      .toArray()
      .map(({ id }) => String(id)),
  )

const notLookedFor = (): Promise<number> =>
  runInDurableObject(
    live(),
    (_, state) =>
      state.storage.sql
        .exec("SELECT 1 FROM intents WHERE state = 'uncertain' AND missed_at IS NULL")
        .toArray().length,
  )

const onTheExchange = async (desk: TestDesk): Promise<readonly string[]> => {
  const { result } = await desk.use('get_open_orders')
  const { open } = result as { open: Record<string, { cl_ord_id?: string }> }
  return Object.values(open)
    .flatMap(({ cl_ord_id }) => (cl_ord_id?.startsWith('c-') ? [cl_ord_id] : []))
    .sort()
}

/** Time is real here: looks until it is so, for a minute at most. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const giveUpAt = Date.now() + 60_000
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
