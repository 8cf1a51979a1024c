import { choiceOf, invalid, listOf, textOf } from '../../kraken/trading/arguments.ts'
import type { Handler } from '../call.ts'
import { findAsset } from '../market/assets.ts'
import type { Listing } from '../market/pairs.ts'
import { askedPairs, usesDisplayNames } from './listings.ts'

export const assetPairs: Handler = (call) => {
  const { params } = call
  const display = usesDisplayNames(params)
  const info = choiceOf(params, 'info', ['info', 'leverage', 'fees', 'margin']) ?? 'info'
  const country = textOf(params, 'country_code')
  if (country !== undefined && !/^[A-Z]{2}(-[A-Z]{2})?$/.test(country)) throw invalid('country_code')
  if (choiceOf(params, 'aclass_base', ['currency', 'tokenized_asset']) === 'tokenized_asset') return {}
  const venues = listOf(params, 'execution_venue')
  if (venues && !venues.includes('international')) return {}
  return Object.fromEntries(
    askedPairs(call)
      .filter(({ notIn }) => country === undefined || !notIn.includes(country))
      .map((one) => [display ? one.symbol : one.key, PARTS[info](one, display)]),
  )
}

const nameOf = (key: string, display: boolean) => (display ? (findAsset(key)?.symbol ?? key) : key)

const leverage = (one: Listing) => ({ leverage_buy: one.leverageBuy, leverage_sell: one.leverageSell })

// Since September 2026 Kraken lists no fees here: they are in TradeVolume.
const fees = () => ({ fees: [], fees_maker: [], fee_volume_currency: 'ZUSD' })

const margin = (one: Listing) => ({
  margin_call: 80,
  margin_stop: 40,
  ...(one.marginLimit > 0
    ? { long_position_limit: one.marginLimit, short_position_limit: Math.round(one.marginLimit * 0.8) }
    : {}),
})

const PARTS: Readonly<
  Record<'info' | 'leverage' | 'fees' | 'margin', (one: Listing, display: boolean) => object>
> = {
  leverage,
  fees,
  margin: (one) => ({ margin_call: margin(one).margin_call, margin_level: margin(one).margin_stop }),
  info: (one, display) => ({
    altname: one.altname,
    wsname: one.wsname,
    aclass_base: 'currency',
    base: nameOf(one.base, display),
    aclass_quote: 'currency',
    quote: nameOf(one.quote, display),
    lot: 'unit',
    cost_decimals: one.costDecimals,
    pair_decimals: one.pairDecimals,
    lot_decimals: one.lotDecimals,
    lot_multiplier: 1,
    ...leverage(one),
    ...fees(),
    ...margin(one),
    ordermin: one.orderMin,
    costmin: one.costMin,
    tick_size: one.tickSize,
    status: one.status,
    execution_venue: 'international',
  }),
}
