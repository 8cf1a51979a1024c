import type { Seen } from '../support/account.ts'
import type { Played } from './play.ts'
import type { RealOrder, Row } from './truth.ts'

/** What the laws judge: the exchange, the journal, the answers, and what reached the exchange. */
export interface Facts {
  readonly orders: readonly RealOrder[]
  readonly rows: readonly Row[]
  readonly calls: readonly Played[]
  readonly log: readonly Seen[]
  /** How often the owner has released the kill switch, or tried to. */
  readonly releases: number
  /** How far our clock has been set, milliseconds. */
  readonly clockSet: number
  /** The withdrawals on the exchange, but for those of its seed. */
  readonly withdrawals: number
}

/** A law looks at the facts when all is over, and says where they break it. */
export type Law = (facts: Facts) => readonly string[]
