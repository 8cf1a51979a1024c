import { z } from 'zod'
import { PERMISSIONS } from '../../kraken/endpoint.ts'
import { mintKey } from '../keys.ts'
import type { ApiKey, World } from '../world.ts'

const KeyRequest = z.strictObject({
  /** Changes this key ("main" is the one that was handed out) or makes it; a new name by default. */
  name: z.string().optional(),
  permissions: z.array(z.enum(PERMISSIONS)).optional(),
  nonceWindow: z.int().min(0).optional(),
  ipAllowlist: z.array(z.string()).optional(),
  /** null takes the second factor off. */
  otp: z.string().nullable().optional(),
})

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
  if (asked.otp === null) delete key.otp
  else if (asked.otp !== undefined) key.otp = asked.otp
}
