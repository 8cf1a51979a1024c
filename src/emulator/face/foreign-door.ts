import * as z from 'zod'
import { Refused } from '../../domain/matching/refused.ts'
import { addOrder } from '../../kraken/trading/add-order.ts'
import { advance } from '../../kraken/trading/advance.ts'
import type { Market } from '../call.ts'
import { tradingCallOf } from '../trading/trading-call.ts'
import type { ApiKey, World } from '../world.ts'

const ForeignRequest = z.strictObject({
  /** Whose key the stranger has. */
  name: z.string().default('main'),
  /** How far beyond both the key's last nonce and the clock the stranger's nonce lies, in milliseconds; absent: the nonce stays. */
  nonceAhead: z.int().min(0).optional(),
  /** AddOrder's parameters; with a `cl_ord_id` in a client's own form it looks like that client's. */
  order: z.record(z.string(), z.unknown()).optional(),
})

/** Uses a key as somebody else would who also has it: the key was used just now, its nonce may have risen, an order may stand. */
export const useKey = (world: World, market: Market, body: unknown, now: number) => {
  const { name, nonceAhead, order } = ForeignRequest.parse(body)
  const key = Object.values(world.keys).find((one) => one.name === name)
  if (!key) throw new Error(`there is no key ${name}`)
  key.lastUsedAt = now
  if (nonceAhead !== undefined)
    key.nonce = String(larger(BigInt(key.nonce), BigInt(now)) + BigInt(nonceAhead))
  const placed = order && place(world, market, key, order, now)
  return { nonce: key.nonce, ...placed }
}

const larger = (a: bigint, b: bigint) => (a > b ? a : b)

const place = (
  world: World,
  market: Market,
  caller: ApiKey,
  params: Readonly<Record<string, unknown>>,
  now: number,
) => {
  advance(world.account, market, now)
  try {
    return { result: addOrder(tradingCallOf({ world, market, params, now, caller })) }
  } catch (caught) {
    if (!(caught instanceof Refused)) throw caught
    return { error: [caught.error] }
  }
}
