import type { Principal } from '../auth/principal.ts'
import type { AccountRpc, AccountStatus } from '../exchange/port.ts'
import { type Settings, settingProblems } from '../exchange/settings.ts'

const LIFETIME_MS = 60_000

const KEYLESS: AccountStatus = { hasKey: false, warnings: [], problems: [] }

const known = new WeakMap<Settings, { status: AccountStatus; until: number }>()

/**
 * What the key can do, asked of the account object at most once a minute for each isolate: listing tools must not
 * cost a visit each time. Without a key nobody needs asking; a paper account has none. Rejects as the RPC does.
 */
export const statusOf = async (
  settings: Settings,
  { account: name }: Pick<Principal, 'account'>,
  account: () => AccountRpc,
  now: number,
): Promise<AccountStatus> => {
  if (name !== 'live') return KEYLESS
  if (!settings.credentials) return { hasKey: false, warnings: [], problems: settingProblems(settings) }
  const earlier = known.get(settings)
  if (earlier && now < earlier.until) return earlier.status
  const status = await account().status()
  known.set(settings, { status, until: now + LIFETIME_MS })
  return status
}
