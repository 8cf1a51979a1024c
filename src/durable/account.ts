import { DurableObject } from 'cloudflare:workers'
import { type Account, isAccount } from '../auth/principal.ts'
import { createAccount } from '../exchange/account.ts'
import type { AccountDeps } from '../exchange/account-deps.ts'
import { attempt } from '../exchange/attempt.ts'
import type { JobOutcome } from '../exchange/jobs.ts'
import type {
  AccountCall,
  AccountRpc,
  AccountStatus,
  Answer,
  KnownToken,
  OwnerCall,
  PanicAnswer,
} from '../exchange/port.ts'
import { readSettings, type Settings, type Vars } from '../exchange/settings.ts'
import { archiveIn } from './archive.ts'
import { worldClock } from './clock.ts'
import { openingIn } from './opening.ts'
import { migrate, SCHEMA_VERSION } from './schema.ts'
import { sqlOf } from './sql.ts'

interface Database {
  readonly DB: D1Database
}

/** The account's object: hands storage, clock, randomness and the network to the plain logic below, and no more. */
export class AccountObject extends DurableObject<Vars & Database> implements AccountRpc {
  readonly #account: AccountRpc

  constructor(state: DurableObjectState, vars: Vars & Database) {
    super(state, vars)
    const sql = sqlOf(state.storage)
    // A storage that fails now keeps no stop from leaving; the tables are made ready later.
    const version = attempt(() => migrate(sql))
    const read = readSettings(vars)
    // The front door names them to every caller before one can come here, but for who pulls a panic link.
    // One key, one lane: only the object named live has the road to it. What is named paper gets no key at all.
    const { name } = state.id
    if (name === undefined || !isAccount(name)) throw new Error('there is no such account')
    if (!read.ok) throw new Error(`settings: ${read.problems.map(({ setting }) => setting).join(', ')}`)
    this.#account = createAccount({
      ...bodyOf(name, read.settings, vars.DB),
      sql,
      clock: worldClock,
      random,
      fetch: outward,
      setAlarm: (at) => void state.storage.setAlarm(at),
      storageIsNewer: (version ?? 0) > SCHEMA_VERSION,
      ...(version === undefined && { prepare: () => mustBeOurs(migrate(sql)) }),
      archive: archiveIn(vars.DB, name),
    })
  }

  call(call: AccountCall): Promise<Answer> {
    return this.#account.call(call)
  }

  tick(): Promise<void> {
    return this.#account.tick()
  }

  job(name: string, minute: number): Promise<JobOutcome> {
    return this.#account.job(name, minute)
  }

  override alarm(): Promise<void> {
    return this.#account.tick()
  }

  status(): Promise<AccountStatus> {
    return this.#account.status()
  }

  token(hash: string): Promise<KnownToken | undefined> {
    return this.#account.token(hash)
  }

  owner(call: OwnerCall): Promise<Answer> {
    return this.#account.owner(call)
  }

  panic(link: string, acts: boolean): Promise<PanicAnswer> {
    return this.#account.panic(link, acts)
  }
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
