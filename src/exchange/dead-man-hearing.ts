import type { Alerts } from './alerts.ts'
import type { Arms } from './arms.ts'
import { attempt } from './attempt.ts'
import type { Clock } from './clock.ts'

interface HearingDeps {
  readonly arms: Pick<Arms, 'heard'>
  readonly alerts: Alerts
  readonly clock: Pick<Clock, 'now'>
}

/** When Kraken last heard what its timer should say, and the one alert that it has not for too long. */
export interface Hearing {
  heard(): void
  /** `timeout`: what Kraken should have heard, seconds. */
  unheard(timeout: number): void
  /** Unix milliseconds. */
  at(): number
}

export const createHearing = ({ arms, alerts, clock }: HearingDeps): Hearing => {
  let heardAt = clock.now()
  let isTold = false
  return {
    heard() {
      heardAt = clock.now()
      isTold = false
      arms.heard()
    },
    // By now Kraken has cancelled everything, and the timer stays off until it is set again.
    unheard(timeout) {
      heardAt = Math.min(heardAt, clock.now())
      if (isTold || clock.now() - heardAt < timeout * 1000) return
      isTold = true
      attempt(() => alerts.raise('dead_man_lost', { timeout }, clock.now()))
    },
    at: () => heardAt,
  }
}
