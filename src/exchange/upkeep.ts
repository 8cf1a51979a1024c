import type { AccountDeps } from './account-deps.ts'
import { type Alarm, createAlarm, type Duty } from './alarm.ts'
import { createAlertDelivery } from './alert-delivery.ts'
import { archiving } from './archive.ts'
import { createJobs } from './jobs.ts'
import { asking, cancelFound } from './live-looks.ts'
import { type Daily, daily } from './owner-daily.ts'
import { createFailures } from './owner-failures.ts'
import { tellOfExpiry } from './owner-key.ts'
import { createReconcile } from './reconcile.ts'
import type { Records } from './records.ts'
import type { Risk } from './risk-check/risk.ts'
import type { Road } from './road.ts'
import type { Trading } from './trading.ts'

/** What the account does by itself: the duties of its alarm, and the jobs that cron asks for. */
export const openUpkeep = (
  deps: AccountDeps,
  records: Records,
  road: Road,
  trading: Trading,
  risk: Pick<Risk, 'job'>,
) => {
  const { sql, clock } = deps
  const { states, alerts, recovery } = records
  const failures = createFailures(states, alerts)
  const alarm: Alarm = createAlarm({
    duties: dutiesOf(deps, records, road, trading),
    clock,
    setAlarm: deps.setAlarm,
    ...failures,
  })
  const ring = (): Promise<void> => {
    recovery.isDone()
    return alarm.ring()
  }
  const reconcile = createReconcile({
    journal: records.journal,
    states,
    clock,
    skewMs: road.skew.ms,
    fills: records.fills,
    tables: road.tables,
    mustStand: records.tokens.mustStand,
    ask: road.background.asking(asking(road.live)),
    foreignId: () =>
      road.keyWatch.shared('an open order carries an id of our form that we never gave', clock.now()),
    cancel: async (intent) => void (await cancelFound(trading.stop, records.journal, intent)),
  })
  const job = createJobs({
    sql,
    now: clock.now,
    jobs: { watch: ring, reconcile, risk: risk.job },
    ...failures,
  })
  return { ring, job, rearm: alarm.rearm }
}

/** In the order in which they matter: the switches first. */
const dutiesOf = (deps: AccountDeps, records: Records, road: Road, trading: Trading): readonly Duty[] => {
  const { settings, clock } = deps
  const { alerts, states } = records
  const source = { account: deps.paper?.name ?? 'live', exchange: settings.exchange }
  const url = settings.alertWebhookUrl
  return [
    ...trading.switches.duties,
    overdue(records, trading),
    trading.settlement,
    ...road.duties,
    trading.approvals,
    createAlertDelivery({ alerts, url, template: settings.alertTemplate, source, fetch: deps.fetch, clock }),
    ...dailies(deps, records, road).map((one) => daily(one, states, clock.now)),
  ]
}

/** What has been on its way for too long is in doubt, though nobody said so. */
const overdue = ({ journal }: Records, { settlement }: Trading): Duty => ({
  name: 'overdue',
  dueAt: journal.overdueAt,
  async run(now) {
    journal.overdue(now)
    settlement.plan()
  },
})

const dailies = (deps: AccountDeps, { states, audit, alerts }: Records, { live }: Road): readonly Daily[] => {
  const { archive, sql, clock, settings, storageIsNewer = false } = deps
  const keyExpiry: Daily = {
    name: 'key-expiry',
    async run(now) {
      tellOfExpiry(await live.key.get(), alerts, now)
      return 'done'
    },
  }
  // Tables of a later version are not taken apart by this one.
  if (!archive || storageIsNewer) return [keyExpiry]
  return [keyExpiry, archiving({ states, audit, sql, clock, archive, days: settings.journalDays })]
}
