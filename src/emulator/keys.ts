import type { Permission } from '../kraken/endpoint.ts'
import { base64Of } from './hash.ts'
import type { ApiKey, World } from './world.ts'

const credentialsOf = (seed: string, name: string) => ({
  key: base64Of(`key ${seed} ${name}`, 42),
  secret: base64Of(`secret ${seed} ${name}`, 64),
})

/** The key that `createEmulator` hands out: the same for the same seed. */
export const mainKeyOf = (seed: string) => credentialsOf(seed, 'main')

/** Adds a key to the world. A key of the same name is replaced. */
export const mintKey = (world: World, now: number, name: string, permissions: Permission[]): ApiKey => {
  const minted: ApiKey = {
    ...credentialsOf(world.seed, name),
    name,
    createdAt: now,
    modifiedAt: now,
    permissions,
    nonce: '0',
    nonceWindow: 0,
    ipAllowlist: [],
    counter: 0,
    countedAt: now,
  }
  world.keys[minted.key] = minted
  return minted
}
