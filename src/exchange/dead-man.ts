import type { Reply } from '../kraken/reply.ts'
import type { Duty } from './alarm.ts'
import type { Alerts } from './alerts.ts'
import type { Arms } from './arms.ts'
import type { Audit } from './audit.ts'
import type { Clock } from './clock.ts'
import { createHalts } from './dead-man-halts.ts'
import { createHearing } from './dead-man-hearing.ts'
import { createTimer } from './dead-man-timer.ts'
import type { Body } from './exchange.ts'
import type { Announced, Halt } from './maintenance.ts'

/** Kraken's account-wide timer, kept from running out for as long as somebody has armed it and this server lives. */
export interface DeadMan extends Duty {
  /** Sets Kraken's timer to what the arms say now, or puts it off where there are none. Bounded; undefined if that took too long. */
  apply(): Promise<Reply | undefined>
  /** The halt for which it is off at this moment. */
  halt(): Halt | undefined
  /** When Kraken's timer runs out unless it is refreshed, unix milliseconds; undefined where it is off. */
  firesAt(): number | undefined
  /** Somebody else is setting Kraken's timer: what is under way here must not be said again after it. */
  overtaken(): void
}

interface DeadManDeps {
  readonly arms: Arms
  readonly body: Pick<Body, 'stop'>
  readonly maintenance: () => Promise<Announced | undefined>
  /** While the kill switch works, Kraken's timer is its own. */
  readonly isHeld: () => boolean
  readonly audit: Audit
  readonly alerts: Alerts
  readonly clock: Clock
  readonly planned: () => void
}

export const createDeadMan = (deps: DeadManDeps): DeadMan => {
  const { arms, body, maintenance, isHeld, audit, alerts, clock, planned } = deps
  const halts = createHalts({ maintenance, audit, clock })
  const hearing = createHearing({ arms, alerts, clock })
  const timer = createTimer({ arms, body, isHeld, halts, hearing, clock, planned })
  let running: Promise<void> | undefined

  const refresh = async (): Promise<void> => {
    halts.turn()
    await timer.apply()
    await halts.look()
    const before = halts.suspended()
    halts.turn()
    // What was just learnt must not wait for the next round.
    if (!before !== !halts.suspended()) await timer.apply()
  }

  return {
    name: 'dead-man',
    dueAt: () => (arms.timeout() === undefined && !arms.owesOff() ? undefined : timer.nextAt()),
    async run() {
      running ??= refresh().finally(() => {
        running = undefined
      })
      await running
    },
    apply: timer.apply,
    halt: halts.suspended,
    firesAt() {
      const timeout = arms.timeout()
      return timeout === undefined || halts.suspended() ? undefined : hearing.at() + timeout * 1000
    },
    overtaken: timer.overtaken,
  }
}
