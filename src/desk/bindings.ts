import type { AccountRpc } from '../exchange/port.ts'

/** What the Worker is given: bindings, vars and secrets. Vars and secrets are parsed by `desk/settings`, never read raw. */
export interface Bindings {
  readonly DB: D1Database
  readonly ACCOUNT: { getByName(name: string): AccountRpc }
  readonly KRAKEN_API_KEY?: string
  readonly KRAKEN_API_SECRET?: string
  readonly KRAKEN_BASE_URL?: string
  readonly KRAKEN_TIER?: string
  readonly KRAKEN_OTP?: string
  readonly HTTP_TIMEOUT_MS?: string
  readonly LOG_LEVEL?: string
  readonly AUTH_DISABLED?: string
  readonly RUNS_LOCALLY?: string
  readonly EXCHANGE?: string
}
