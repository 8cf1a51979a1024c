import { Refused } from '../../domain/matching/refused.ts'
import type { Endpoint } from '../../kraken/endpoint.ts'
import { RATES } from '../../kraken/rates.ts'
import type { ApiKey, World } from '../world.ts'

const MOST_NONCE = 2n ** 64n - 1n

/** Kraken takes a nonce only if it is larger than the largest it has seen, less the key's window. */
export const takeNonce = (key: ApiKey, nonce: string): void => {
  if (!/^\d{1,20}$/.test(nonce) || BigInt(nonce) > MOST_NONCE) throw new Refused('EAPI:Invalid nonce')
  const highest = BigInt(key.nonce)
  if (BigInt(nonce) <= highest - BigInt(key.nonceWindow)) throw new Refused('EAPI:Invalid nonce')
  if (BigInt(nonce) > highest) key.nonce = String(BigInt(nonce))
}

export const checkPermissions = (key: ApiKey, { permissions }: Endpoint): void => {
  const allowed =
    'all' in permissions
      ? permissions.all.every((one) => key.permissions.includes(one))
      : permissions.any.some((one) => key.permissions.includes(one))
  if (!allowed) throw new Refused('EGeneral:Permission denied')
}

/** Charges a call to its key's counter. A refused call is not charged. */
export const charge = (world: World, key: ApiKey, { path, cost }: Endpoint, now: number): void => {
  const { tier, costs } = world.switches
  if (tier === 'unlimited') return
  const points = costs[path.slice('/0/private/'.length)] ?? cost.counter
  const { max, perSecond } = RATES[tier].rest
  const held = Math.max(0, key.counter - (Math.max(0, now - key.countedAt) / 1000) * perSecond)
  if (held + points > max) throw new Refused('EAPI:Rate limit exceeded')
  key.counter = held + points
  key.countedAt = now
}
