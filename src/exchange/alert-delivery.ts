import type { Duty } from './alarm.ts'
import { type AlertTemplate, messageOf, templateFor } from './alert-message.ts'
import type { AlertSource } from './alert-words.ts'
import type { Alert, Alerts } from './alerts.ts'
import { type Clock, within } from './clock.ts'

interface DeliveryDeps {
  readonly alerts: Alerts
  /** Where alerts are sent; undefined keeps them for who looks. */
  readonly url: string | undefined
  /** In which service's words; absent, as the address speaks of itself. */
  readonly template?: AlertTemplate | undefined
  readonly source: AlertSource
  readonly fetch: typeof fetch
  readonly clock: Clock
}

/** One run takes no longer than this, however many alerts wait. */
const TIMEOUT_MS = 5_000
const AT_ONCE = 10
const MINUTE_MS = 60_000
const PAUSES_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS]
/** An alert never waits longer, unless the clock has stepped back since: then it is due. */
const LONGEST_PAUSE_MS = 120 * MINUTE_MS
const GIVE_UP_MS = 24 * 60 * MINUTE_MS

/**
 * Delivers alerts: one POST each in the words of its service (plain JSON: `{event, at, account, exchange, facts}`), tried
 * again for 24 hours. Any 2xx is a delivery. A redirect is not followed, since it could lead anywhere.
 */
export const createAlertDelivery = ({ alerts, url, template, source, fetch, clock }: DeliveryDeps): Duty => {
  const post = async (to: string, alert: Alert, signal: AbortSignal): Promise<boolean> => {
    const message = messageOf(template ?? templateFor(to), to, alert, source)
    const { headers, body } = message
    const response = await fetch(message.url, { method: 'POST', headers, body, redirect: 'manual', signal })
    await response.body?.cancel()
    return response.ok
  }

  const deliver = async (to: string, alert: Alert, signal: AbortSignal): Promise<void> => {
    const isHeard = await post(to, alert, signal).catch(() => false)
    if (isHeard) return alerts.delivered(alert.id, clock.now())
    const next = clock.now() + (PAUSES_MS[Math.min(alert.tries, PAUSES_MS.length - 1)] ?? 0)
    alerts.failed(alert.id, next - alert.at > GIVE_UP_MS ? undefined : next)
  }

  return {
    name: 'alerts',
    dueAt: () => (url === undefined ? undefined : alerts.dueAt(clock.now() + LONGEST_PAUSE_MS)),
    async run(now) {
      if (url === undefined) return
      const due = alerts.due(now, AT_ONCE, now + LONGEST_PAUSE_MS)
      await within(clock, TIMEOUT_MS, (signal) =>
        Promise.all(due.map((alert) => deliver(url, alert, signal))),
      )
    },
  }
}
