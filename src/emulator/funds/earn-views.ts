import { type Decimal, fixed, isZero, multiply, sum } from '../../domain/money.ts'
import { flagOf, invalid, listOf, textOf, wholeOf } from '../../kraken/trading/arguments.ts'
import type { Call, Handler } from '../call.ts'
import { assetOf } from '../judge.ts'
import { findAsset } from '../market/assets.ts'
import type { Allocation } from '../world.ts'
import { STRATEGIES, type Strategy } from './strategies.ts'

const LOCKS = ['flex', 'bonded', 'timed', 'instant']

const altname = (key: string) => findAsset(key)?.altname ?? key

export const earnStrategies: Handler = ({ params }) => {
  const asset = textOf(params, 'asset') === undefined ? undefined : assetOf(params).key
  const locks = listOf(params, 'lock_type')
  if (locks?.some((lock) => !LOCKS.includes(lock))) throw invalid('lock_type')
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
  if (quote !== 'ZUSD') throw invalid('converted_asset')
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
