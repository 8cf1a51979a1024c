import * as z from 'zod'
import { isDecimal, isPositive } from '../../domain/money.ts'
import { post } from '../../kraken/trading/account.ts'
import { findAsset } from '../market/assets.ts'
import type { World } from '../world.ts'

const MarketRequest = z.strictObject({
  asset: z.string(),
  /** What the asset's price is multiplied with against all others: 0.9 is a fall by a tenth. */
  factor: z.number().positive().max(1_000),
})

const DepositRequest = z.strictObject({
  asset: z.string(),
  amount: z.string().refine((text) => isDecimal(text) && isPositive(text)),
})

const MINUTE_MS = 60_000

/**
 * Moves the price of an asset, in all its pairs alike. What was printed stays: prices glide to the new level in the next
 * full minute.
 */
export const moveMarket = (world: World, body: unknown, now: number) => {
  const { asset, factor } = MarketRequest.parse(body)
  world.shocks.push({ asset: keyOf(asset), factor, minute: Math.floor(now / MINUTE_MS) + 2 })
  return world.shocks
}

/** Money arrives, as a deposit in the ledger. */
export const deposit = (world: World, body: unknown, now: number) => {
  const { asset, amount } = DepositRequest.parse(body)
  const { id, balance } = post(world.account, { asset: keyOf(asset), amount, type: 'deposit', now })
  return { id, balance }
}

const keyOf = (name: string): string => {
  const asset = findAsset(name)
  if (!asset) throw new Error(`there is no asset ${name}`)
  return asset.key
}
