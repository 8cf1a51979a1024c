import { hex } from '../domain/bytes.ts'
import type { AccountDeps } from './account-deps.ts'
import { type Alerts, createAlerts } from './alerts.ts'
import { attempt } from './attempt.ts'
import { type Audit, createAudit } from './audit.ts'
import { createJournal, type Journal } from './journal.ts'
import { createOrigin, type Origin } from './origin.ts'
import { createOwnerLimits, type OwnerLimits } from './owner-limits.ts'
import { noteSettings } from './owner-settings.ts'
import { createPanicLinks, type PanicLinks } from './panic-links.ts'
import { createFills, type FillDelta, type Fills } from './rails/fills.ts'
import { createOrderFacts, type OrderFacts } from './rails/order-facts.ts'
import type { RowWatch } from './rails/row-watch.ts'
import { createRecovery, type Recovery } from './recovery.ts'
import { createStates, type States } from './states.ts'
import { createTokenAuthority, type TokenAuthority } from './token-authority.ts'

/** Everything that an account keeps in its storage. */
export interface Records {
  readonly audit: Audit
  readonly states: States
  readonly alerts: Alerts
  readonly journal: Journal
  readonly tokens: TokenAuthority
  readonly limits: OwnerLimits
  readonly links: PanicLinks
  readonly recovery: Recovery
  readonly origin: Origin
  /** What of our orders has traded, and what the journal says of orders to those who measure. */
  readonly fills: Fills
  readonly facts: OrderFacts
  /**
   * Who is to hear of it: an alert was raised; orders changed in a book of ours; a journal that could not be read at
   * wake-up has been read; an order has traded, within the transaction that notes it.
   */
  readonly heard: {
    alertRaised: () => void
    ordersChanged: () => void
    wokeLate: () => void
    filled: (delta: FillDelta) => void
  }
}

/** Opens the records and marks what an earlier life left in the middle. `watch` hears of what is written into the journal. */
export const openRecords = (
  { settings, sql, clock, random, storageIsNewer, prepare, tokenSource, paper }: AccountDeps,
  watch: Pick<RowWatch, 'taken'>,
): Records => {
  const heard: Records['heard'] = {
    alertRaised: () => {},
    ordersChanged: () => {},
    wokeLate: () => {},
    filled: () => {},
  }
  const audit = createAudit(sql)
  const states = createStates(sql)
  const journal = createJournal(sql, audit, () => `i_${hex(random(10))}`)
  const recovery = createRecovery(
    () => {
      prepare?.()
      journal.recover(clock.now())
    },
    () => heard.wokeLate(),
  )
  if (!storageIsNewer) attempt(() => noteSettings(settings, { sql, states, audit }, clock.now()))
  const limits = createOwnerLimits({ sql, states, audit, settings })
  const tokens = createTokenAuthority({
    sql,
    audit,
    clock,
    exchange: settings.exchange,
    ownerLimits: limits.get,
    source: tokenSource,
  })
  return {
    audit,
    states,
    alerts: createAlerts(sql, () => heard.alertRaised()),
    journal,
    tokens,
    limits,
    links: createPanicLinks({ sql, states, audit, random }),
    fills: createFills(sql, audit, (delta) => heard.filled(delta)),
    facts: createOrderFacts(sql, watch),
    recovery,
    origin: createOrigin(states, paper?.name ?? 'live'),
    heard,
  }
}
