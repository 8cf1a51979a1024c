import { FEE_TABLE, type FeeTier, feeTier, nextTier } from '../../domain/fees.ts'
import { Refused } from '../../domain/matching/refused.ts'
import { fixed } from '../../domain/money.ts'
import { flagOf, listOf } from './arguments.ts'
import type { Pair, TradingCall, TradingHandler } from './call.ts'
import { tierVolume } from './fee-rates.ts'
import { volumeOf30Days } from './volume.ts'
import { isRecord } from './wish.ts'

/** TradeVolume: the 30-day volume; fees only for pairs that were named, the whole schedule only on request. */
export const getTradeVolume: TradingHandler = (call) => {
  const volume = volumeOf30Days(call.account, call.market, call.now)
  const counts = tierVolume(call.account, call.market, call.now)
  const pairs = pairsOf(call)
  return {
    currency: 'ZUSD',
    asset_class: 'currency',
    volume: fixed(volume, 4),
    inputs: {
      domain_spot_volume_30d: fixed(volume, 4),
      domain_futures_volume_30d: '0.0000',
      domain_assets_on_platform: '0.0000',
    },
    ...(pairs.length === 0
      ? {}
      : { fees: feesOf(pairs, counts, 'taker'), fees_maker: feesOf(pairs, counts, 'maker') }),
    ...(flagOf(call.params, 'fee_schedule')
      ? { schedules: pairs.map((pair) => scheduleOf(pair, counts)) }
      : {}),
    ...(call.habits.feesAssumed ? { fee_assumed: true } : {}),
  }
}

const pairsOf = ({ market, params }: TradingCall): readonly Pair[] => {
  const names = Array.isArray(params.pair)
    ? params.pair.map((item: unknown) => String(isRecord(item) ? (item.asset ?? item.pair) : item))
    : (listOf(params, 'pair') ?? [])
  return names.map((name) => {
    const pair = market.find(name)
    if (pair === undefined) throw new Refused('EQuery:Unknown asset pair')
    return pair
  })
}

const feesOf = (pairs: readonly Pair[], volume: string, role: 'maker' | 'taker') => {
  const tier = feeTier(volume)
  const next = nextTier(volume)
  const rates = FEE_TABLE.tiers.map((one) => one[role])
  const row = {
    fee: fixed(tier[role], 4),
    minfee: fixed(rates.at(-1) ?? '0', 4),
    maxfee: fixed(rates[0] ?? '0', 4),
    nextfee: next === undefined ? null : fixed(next[role], 4),
    tiervolume: fixed(tier.minVolume, 4),
    nextvolume: next === undefined ? null : fixed(next.minVolume, 4),
  }
  return Object.fromEntries(pairs.map((pair) => [pair.key, row]))
}

const scheduleOf = (pair: Pair, volume: string) => {
  const reached = feeTier(volume)
  return {
    pair: pair.key,
    class: 'currency',
    tiers: FEE_TABLE.tiers.map((tier: FeeTier) => ({
      maker_fee: fixed(tier.maker, 4),
      taker_fee: fixed(tier.taker, 4),
      min_spot_volume: tier.minVolume,
      min_futures_volume: null,
      min_assets_on_platform: null,
      active: tier.minVolume === reached.minVolume,
    })),
  }
}
