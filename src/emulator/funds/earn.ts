import {
  add,
  type Decimal,
  fixed,
  isLess,
  isMore,
  isZero,
  multiply,
  negate,
  subtract,
  sum,
} from '../../domain/money.ts'
import { type Call, type Handler, KrakenRefusal } from '../call.ts'
import { newId } from '../ids.ts'
import { assetOf, flagOf, isAtLeast, listOf, requiredText, textOf, wholeOf } from '../judge.ts'
import { findAsset } from '../market/assets.ts'
import { available, post } from '../trading/account.ts'
import type { Allocation } from '../world.ts'
import { STRATEGIES, type Strategy } from './strategies.ts'

const LOCKS = ['flex', 'bonded', 'timed', 'instant']

const altname = (key: string) => findAsset(key)?.altname ?? key

export const earnStrategies: Handler = ({ params }) => {
  const asset = textOf(params, 'asset') === undefined ? undefined : assetOf(params).key
  const locks = listOf(params, 'lock_type')
  if (locks?.some((lock) => !LOCKS.includes(lock)))
    throw new KrakenRefusal('EGeneral:Invalid arguments:lock_type')
  const found = STRATEGIES.filter((one) => asset === undefined || one.asset === asset).filter(
    ({ lock }) => !locks || locks.includes(lock),
  )
  const items = found.slice(0, wholeOf(params, 'limit', 100, 1, 1_000)).map(strategyRow)
  return { next_cursor: null, items: flagOf(params, 'ascending') ? items.reverse() : items }
}

const strategyRow = (one: Strategy) => ({
  id: one.id,
  asset: altname(one.asset),
  lock_type: {
    type: one.lock,
    payout_frequency: one.payout,
    ...(one.bonding === undefined ? {} : { bonding_period: one.bonding, unbonding_period: one.bonding }),
  },
  apr_estimate: { low: one.low, high: one.high },
  user_min_allocation: one.least,
  allocation_fee: '0.0000',
  deallocation_fee: '0.0000',
  auto_compound: { type: 'enabled' },
  yield_source: { type: 'staking' },
  can_allocate: true,
  can_deallocate: true,
  allocation_restriction_info: [],
})

export const earnAllocations: Handler = (call) => {
  const converted = textOf(call.params, 'converted_asset') ?? 'USD'
  const quote = findAsset(converted)?.key
  if (quote !== 'ZUSD') throw new KrakenRefusal('EGeneral:Invalid arguments:converted_asset')
  const hideZero = flagOf(call.params, 'hide_zero_allocations')
  const rows = STRATEGIES.flatMap((strategy) => {
    const allocation = call.world.allocations[strategy.id]
    return allocation && !(hideZero && isZero(allocation.amount)) ? [{ strategy, allocation }] : []
  })
  const valued = (pick: (one: Allocation) => Decimal) =>
    fixed(sum(rows.map(({ strategy, allocation }) => worthOf(call, strategy.asset, pick(allocation)))), 4)
  return {
    converted_asset: 'USD',
    total_allocated: valued(({ amount }) => amount),
    total_rewarded: valued(({ rewarded }) => rewarded),
    items: rows.map(({ strategy, allocation }) => allocationRow(call, strategy, allocation)),
  }
}

const worthOf = ({ market, now }: Call, asset: string, amount: Decimal): Decimal => {
  const pair = [...market.pairs.values()].find((one) => one.base === asset && one.quote === 'ZUSD')
  return fixed(pair ? multiply(amount, market.last(pair.key, now)) : amount, 4)
}

const allocationRow = (call: Call, { id, asset, lock, bonding }: Strategy, allocation: Allocation) => {
  const worth = (native: Decimal) => ({ native, converted: worthOf(call, asset, native) })
  const total = worth(allocation.amount)
  const bonded = {
    ...total,
    allocation_count: 1,
    allocations: [
      {
        created_at: new Date(allocation.since).toISOString(),
        expires: new Date(allocation.since + (bonding ?? 0) * 1000).toISOString(),
        ...total,
      },
    ],
  }
  return {
    strategy_id: id,
    native_asset: altname(asset),
    amount_allocated: { ...(lock === 'bonded' ? { bonding: bonded } : {}), total },
    total_rewarded: worth(allocation.rewarded),
  }
}

const strategyOf = ({ params }: Call): Strategy => {
  const id = requiredText(params, 'strategy_id')
  const found = STRATEGIES.find((one) => one.id === id)
  if (!found) throw new KrakenRefusal('EGeneral:Invalid arguments:Invalid strategy ID')
  return found
}

const change =
  (kind: 'allocate' | 'deallocate'): Handler =>
  (call) => {
    const { world, now } = call
    const strategy = strategyOf(call)
    const before = world.allocations[strategy.id] ?? { amount: '0', rewarded: '0', since: now }
    if (before.change && before.change.doneAt > now)
      throw new KrakenRefusal('EEarnings:Busy:Another (de)allocation for the same strategy is in progress')
    const amount = requiredText(call.params, 'amount')
    if (!/^\d+(\.\d{1,10})?$/.test(amount)) throw new KrakenRefusal('EGeneral:Invalid arguments:amount')
    if (!isAtLeast(amount, strategy.least))
      throw new KrakenRefusal('EEarnings:Below min:(De)allocation operation amount less than minimum')
    const source = kind === 'allocate' ? available(world.account, strategy.asset) : before.amount
    if (isMore(amount, source) || isLess(source, '0'))
      throw new KrakenRefusal(
        'EEarnings:Insufficient funds:Insufficient funds to complete the (de)allocation request',
      )
    move(call, strategy, amount, kind)
    const after = kind === 'allocate' ? add(before.amount, amount) : subtract(before.amount, amount)
    world.allocations[strategy.id] = {
      ...before,
      amount: after,
      change: { kind, doneAt: now + world.switches.earnSeconds * 1000 },
    }
    return true
  }

/** An allocation is held under another name of the asset, so the ledger shows both sides of the move. */
const move = ({ world, now }: Call, { asset, held }: Strategy, amount: Decimal, kind: string) => {
  const refid = newId(world, 'E', [6, 5, 6])
  const [from, to] = kind === 'allocate' ? [asset, held] : [held, asset]
  const entry = { type: 'earn', subtype: `${kind.slice(0, -1)}ion`, refid, now }
  post(world.account, { ...entry, asset: from, amount: negate(amount) })
  post(world.account, { ...entry, asset: to, amount })
}

const status =
  (kind: 'allocate' | 'deallocate'): Handler =>
  (call) => {
    const last = call.world.allocations[strategyOf(call).id]?.change
    return { pending: last?.kind === kind && last.doneAt > call.now }
  }

export const allocateEarn = change('allocate')
export const deallocateEarn = change('deallocate')
export const earnAllocationStatus = status('allocate')
export const earnDeallocationStatus = status('deallocate')
