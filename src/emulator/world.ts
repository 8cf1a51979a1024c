import type { AccountState } from './trading/account.ts'

/** Everything the emulator remembers; plain JSON, so that a snapshot is `JSON.stringify`. */
export interface World {
  readonly seed: string
  readonly account: AccountState
}
