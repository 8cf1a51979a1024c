import { hex } from '../domain/bytes.ts'
import type { AccountDeps } from './account-deps.ts'
import { type Alerts, createAlerts } from './alerts.ts'
import { attempt } from './attempt.ts'
import { type Audit, createAudit } from './audit.ts'
import { createJournal, type Journal } from './journal.ts'
import { noteSettings } from './owner-settings.ts'
import { createPanicLinks, type PanicLinks } from './panic-links.ts'
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
  readonly links: PanicLinks
  readonly recovery: Recovery
  /** Who is to hear of it: an alert was raised; orders changed in a book of ours; a journal that could not be read at wake-up has been read. */
  readonly heard: { alertRaised: () => void; ordersChanged: () => void; wokeLate: () => void }
}

/** Opens the records and marks what an earlier life left in the middle. */
export const openRecords = ({
  settings,
  sql,
  clock,
  random,
  storageIsNewer,
  prepare,
}: AccountDeps): Records => {
  const heard: Records['heard'] = { alertRaised: () => {}, ordersChanged: () => {}, wokeLate: () => {} }
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
  return {
    audit,
    states,
    alerts: createAlerts(sql, () => heard.alertRaised()),
    journal,
    tokens: createTokenAuthority(sql, audit),
    links: createPanicLinks({ sql, states, audit, random }),
    recovery,
    heard,
  }
}
