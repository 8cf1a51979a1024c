import type { PaperOpening } from '../domain/paper-opening.ts'
import type { Archive } from './archive.ts'
import type { Clock } from './clock.ts'
import type { Settings } from './settings.ts'
import type { Sql } from './sql.ts'
import type { TokenSource } from './token-source.ts'

/** What makes an account a paper one: its name, such as "paper:demo", and what its owner let it begin with. */
export interface PaperDeps {
  readonly name: string
  /** Rejects where nobody can say now; without an answer the account begins as all do. */
  readonly opening: () => Promise<PaperOpening | undefined>
}

/** What an account needs of the world: storage, time, randomness and a way out. */
export interface AccountDeps {
  readonly settings: Settings
  readonly sql: Sql
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly fetch: typeof fetch
  /** Sets the object's one alarm (unix milliseconds); `tick` answers it. */
  readonly setAlarm: (at: number) => void
  /** The stored tables were made by a later version than this: nothing new is begun on them. */
  readonly storageIsNewer?: boolean
  /** Makes the tables ready where that failed at wake-up; throws until it is done. */
  readonly prepare?: () => void
  /** Where what has long been closed goes; without it everything stays. */
  readonly archive?: Archive
  /** Where tokens stand that the account has not seen; without it the front door's word is all there is. */
  readonly tokenSource?: TokenSource
  /** Present on a paper account, which then never sees a key, whatever the settings hold. */
  readonly paper?: PaperDeps
}

/** The same with the key that a live account has. */
export interface LiveAccountDeps extends AccountDeps {
  readonly credentials: NonNullable<Settings['credentials']>
}
