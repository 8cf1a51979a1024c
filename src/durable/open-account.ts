import type { Account } from '../auth/principal.ts'
import { createAccount } from '../exchange/account.ts'
import type { AccountDeps } from '../exchange/account-deps.ts'
import { attempt } from '../exchange/attempt.ts'
import type { AccountRpc } from '../exchange/port.ts'
import { readSettings, type Settings, type Vars } from '../exchange/settings.ts'
import { archiveIn } from './archive.ts'
import { worldClock } from './clock.ts'
import { openingIn } from './opening.ts'
import { migrate, SCHEMA_VERSION } from './schema.ts'
import { sqlOf } from './sql.ts'
import { tokensIn } from './token-source.ts'

/** What of the deployment an account object is handed. */
export type AccountVars = Vars & { readonly DB: D1Database }

/** The account of that name over its object's storage. Throws where a setting is wrong that the road itself needs. */
export const openAccount = (name: Account, storage: DurableObjectStorage, vars: AccountVars): AccountRpc => {
  const sql = sqlOf(storage)
  // A storage that fails now keeps no stop from leaving; the tables are made ready later.
  const version = attempt(() => migrate(sql))
  // The front door names them to every caller before one can come here, but for who pulls a panic link.
  const read = readSettings(vars)
  if (!read.ok) throw new Error(`settings: ${read.problems.map(({ setting }) => setting).join(', ')}`)
  return createAccount({
    ...bodyOf(name, read.settings, vars.DB),
    sql,
    clock: worldClock,
    random,
    fetch: outward,
    setAlarm: (at) => void storage.setAlarm(at),
    storageIsNewer: (version ?? 0) > SCHEMA_VERSION,
    ...(version === undefined && { prepare: () => mustBeOurs(migrate(sql)) }),
    archive: archiveIn(vars.DB, name),
    tokenSource: tokensIn(vars.DB, name, read.settings.exchange),
  })
}

/** Chosen once, by the object's own name: nothing that is said later can turn one into the other. */
const bodyOf = (
  name: Account,
  settings: Settings,
  db: D1Database,
): Pick<AccountDeps, 'settings' | 'paper'> => {
  if (name === 'live') return { settings }
  const { credentials: _, ...others } = settings
  return { settings: others, paper: { name, opening: openingIn(db, name) } }
}

const mustBeOurs = (version: number): void => {
  if (version > SCHEMA_VERSION) throw new Error('the tables were made by a later version')
}

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))

const outward: AccountDeps['fetch'] = (...request) => fetch(...request)
