import type { AccountRpc } from '../exchange/port.ts'
import type { Vars } from '../exchange/settings.ts'

/** What the Worker is given: the database, the account objects, and the vars and secrets of `exchange/settings`. */
export interface Bindings extends Vars {
  readonly DB: D1Database
  readonly ACCOUNT: { getByName(name: string): AccountRpc }
}
