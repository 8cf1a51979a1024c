import type { Alerts } from './alerts.ts'
import type { Approvals } from './approvals/approvals.ts'
import type { Audit } from './audit.ts'
import type { Answered } from './exchange.ts'
import type { JournalBook } from './journal-book.ts'
import type { OrdersStopped } from './owner-orders.ts'
import type { TokenCommandsDeps } from './owner-tokens.ts'
import type { PanicLinks } from './panic-links.ts'

/** What the owner may have done to an account that has a key; all of them throw `BreakwaterError` and nothing else. */
export interface OwnerActions {
  kill(reason: string): Promise<Answered>
  release(by: string): Promise<Answered>
  /** Lets what a crossed limit holds back go on: of the account, or of one token. */
  resume(token: string | undefined, by: string): Promise<Answered>
  /** Closes margin positions while the kill switch is on. */
  flatten(request: string): Promise<Answered>
  /** Arms Kraken's timer in the owner's name; only the owner disarms it then. */
  arm(timeout: number | undefined): Promise<Answered>
  disarm(): Promise<Answered>
  readonly approvals: Pick<Approvals, 'pending' | 'approve' | 'deny' | 'withdrawOf'>
  /** Never throws. */
  stopOrdersOf(tokenId: string, request: string): Promise<OrdersStopped>
}

/** What the owner's commands reach for. */
export interface OwnerDeps extends TokenCommandsDeps {
  readonly audit: Audit
  readonly alerts: Alerts
  readonly links: PanicLinks
  readonly journal: JournalBook
  readonly actions: OwnerActions
  readonly storageIsNewer: boolean
}
