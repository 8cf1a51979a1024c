import { PERMISSIONS } from '../kraken/endpoint.ts'
import type { Market } from './call.ts'
import { seedFunding } from './funds/seed.ts'
import { mintKey } from './keys.ts'
import { openingSwitches } from './switches.ts'
import { openAccount } from './trading/seed.ts'
import type { World } from './world.ts'

/** A new world: one funded account and one key with every permission. */
export const openWorld = (seed: string, now: number, market: Market): World => {
  const world: World = {
    seed,
    account: openAccount(seed, now, market),
    iban: 'AA88 N84G WOAK NMOI',
    walletId: 'WX6V-JUKW-KKPB-QE36',
    keys: {},
    switches: openingSwitches(),
    clock: { offset: 0 },
    maintenance: [],
    shocks: [],
    hidden: {},
    withdrawals: [],
    addresses: {},
    allocations: {},
    reports: [],
    subaccounts: [],
    minted: 0,
  }
  mintKey(world, now, 'main', [...PERMISSIONS])
  seedFunding(world, now)
  return world
}
