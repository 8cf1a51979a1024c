import type { Desk } from '../../../desk/desk.ts'
import type { FeeRates } from '../../../domain/fees.ts'
import { isRecord } from '../../../domain/record.ts'
import { TradeVolume } from '../../../kraken/endpoints/account/trade-volume.ts'
import { missingPermissions } from '../../../kraken/permissions.ts'
import type { Listing } from './listing.ts'

/** Rates by the pair's key, in percent. */
export type Fees = ReadonlyMap<string, FeeRates>

const LIFETIME_MS = 10 * 60_000

const known = new Map<string, { readonly fees: Map<string, FeeRates>; readonly until: number }>()

/**
 * What this account pays on the pairs of a page. Where one of them is not known, Kraken is asked once, for those `ahead`
 * too; what it says is kept for ten minutes. Empty without a key that may ask; a pair that Kraken leaves out is missing.
 */
export const feesOf = async (
  desk: Desk,
  page: readonly Listing[],
  ahead: readonly Listing[],
): Promise<Fees> => {
  const { hasKey, key } = await desk.status()
  if (!hasKey || !key || missingPermissions(TradeVolume, key.permissions).length > 0) return new Map()
  const fees = keptFor(desk)
  if (page.every((one) => fees.has(one.key))) return fees
  const asked = ahead.filter((one) => !fees.has(one.key))
  const pair = asked.map(({ altname }) => altname)
  const { result } = await desk.call(TradeVolume, { pair, fee_schedule: true })
  const rates = new Map(ratesIn(result))
  for (const one of asked) keep(fees, one, rates)
  return fees
}

// Kraken answers by the pair's key; which name a schedule bears, its page does not say.
const keep = (fees: Map<string, FeeRates>, { key, altname, pair }: Listing, rates: Fees): void => {
  const own = [key, altname, pair].map((name) => rates.get(name)).find((one) => one !== undefined)
  if (own) fees.set(key, own)
}

const keptFor = (desk: Desk): Map<string, FeeRates> => {
  const { account } = desk.principal
  const earlier = known.get(account)
  if (earlier && desk.now() < earlier.until) return earlier.fees
  const fees = new Map<string, FeeRates>()
  known.set(account, { fees, until: desk.now() + LIFETIME_MS })
  return fees
}

/** The tier in force of each schedule; where there is none, the fees beside it. Source: Kraken's TradeVolume page. */
const ratesIn = (result: unknown): readonly (readonly [string, FeeRates])[] => {
  if (!isRecord(result)) return []
  const schedules = Array.isArray(result.schedules) ? result.schedules.filter(isRecord) : []
  return [...plainRates(result), ...schedules.flatMap(scheduledRates)]
}

const scheduledRates = ({ pair, tiers }: Readonly<Record<string, unknown>>) => {
  const active = Array.isArray(tiers)
    ? tiers.filter(isRecord).find((tier) => tier.active === true)
    : undefined
  return ratesOf(pair, active?.maker_fee, active?.taker_fee)
}

const plainRates = ({ fees, fees_maker }: Readonly<Record<string, unknown>>) => {
  if (!isRecord(fees)) return []
  const makers = isRecord(fees_maker) ? fees_maker : fees
  return Object.entries(fees).flatMap(([name, taker]) => ratesOf(name, feeOf(makers[name]), feeOf(taker)))
}

const feeOf = (row: unknown) => (isRecord(row) ? row.fee : undefined)

const ratesOf = (name: unknown, maker: unknown, taker: unknown) =>
  typeof name === 'string' && typeof maker === 'string' && typeof taker === 'string'
    ? [[name, { maker, taker }] as const]
    : []
