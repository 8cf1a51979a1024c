import * as z from 'zod'
import { PERMISSIONS } from '../../kraken/endpoint.ts'
import { mintKey } from '../keys.ts'
import type { ApiKey, World } from '../world.ts'
import { lock } from './lock-out.ts'

const KeyRequest = z.strictObject({
  /** Changes this key ("main" is the one that was handed out) or makes it; a new name by default. */
  name: z.string().optional(),
  permissions: z.array(z.enum(PERMISSIONS)).optional(),
  nonceWindow: z.int().min(0).optional(),
  ipAllowlist: z.array(z.string()).optional(),
  /** Unix seconds; 0 takes the bound off. */
  validUntil: z.number().min(0).optional(),
  queryFrom: z.number().min(0).optional(),
  queryTo: z.number().min(0).optional(),
  /** Locks the key out from now on for so many seconds; 0 lets it in again. */
  lockedSeconds: z.number().min(0).optional(),
  /** null takes the second factor off. */
  otp: z.string().nullable().optional(),
})

const BOUNDS = ['validUntil', 'queryFrom', 'queryTo'] as const

/** Makes a key or changes one, and hands it out. */
export const changeKey = (world: World, body: unknown, now: number) => {
  const asked = KeyRequest.parse(body)
  const name = asked.name ?? `key-${Object.keys(world.keys).length}`
  const key =
    Object.values(world.keys).find((one) => one.name === name) ?? mintKey(world, now, name, [...PERMISSIONS])
  change(key, asked, now)
  return { key: key.key, secret: key.secret, name, permissions: key.permissions }
}

const change = (key: ApiKey, asked: z.infer<typeof KeyRequest>, now: number): void => {
  key.modifiedAt = now
  if (asked.permissions) key.permissions = asked.permissions
  if (asked.nonceWindow !== undefined) key.nonceWindow = asked.nonceWindow
  if (asked.ipAllowlist) key.ipAllowlist = asked.ipAllowlist
  for (const bound of BOUNDS) {
    const seconds = asked[bound]
    if (seconds === 0) delete key[bound]
    else if (seconds !== undefined) key[bound] = seconds * 1000
  }
  if (asked.lockedSeconds !== undefined) lock(key, now + asked.lockedSeconds * 1000)
  if (asked.otp === null) delete key.otp
  else if (asked.otp !== undefined) key.otp = asked.otp
}
