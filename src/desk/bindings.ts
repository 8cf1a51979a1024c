import type { AccountRpc } from '../exchange/port.ts'
import type { Vars } from '../exchange/settings.ts'

/** What the Worker is given: the database, the account objects, and the vars and secrets of `exchange/settings`. */
export interface Bindings extends Vars {
  readonly DB: D1Database
  /** The platform's own brake on who has no token; absent where the configuration names none. */
  readonly STRANGERS?: { limit(of: { key: string }): Promise<{ success: boolean }> }
  readonly ACCOUNT: { getByName(name: string): AccountRpc }
}
