import type { Arms } from './arms.ts'
import type { DeadMan } from './dead-man.ts'
import { dueBy, type Heartbeats } from './heartbeats.ts'
import type { KillLatch } from './kill-latch.ts'

interface ViewDeps {
  readonly latch: Pick<KillLatch, 'get'>
  readonly arms: Pick<Arms, 'timeout' | 'of'>
  readonly deadMan: Pick<DeadMan, 'halt'>
  readonly heartbeats: Pick<Heartbeats, 'of' | 'hasLapsed'>
}

/** How the switches stand for a token, and in sentences which of them keep it from placing orders. */
export interface SwitchesView {
  readonly shown: Readonly<Record<'kill_switch' | 'dead_man_switch' | 'heartbeat', object | null>>
  readonly stops: readonly string[]
}

export const switchesView = (
  { latch, arms, deadMan, heartbeats }: ViewDeps,
  tokenId: string,
  now: number,
): SwitchesView => {
  const latched = latch.get()
  const timeout = arms.timeout()
  const beat = heartbeats.of(tokenId)
  const hasLapsed = heartbeats.hasLapsed(tokenId, now)
  return {
    shown: {
      kill_switch: latched
        ? {
            on: true,
            reason: latched.reason,
            since: time(latched.at),
            verified: latched.verifiedAt !== undefined,
          }
        : { on: false },
      dead_man_switch: {
        armed: timeout !== undefined,
        ...(timeout === undefined ? {} : { timeout }),
        ...(deadMan.halt() ? { suspended_for_maintenance: true } : {}),
      },
      heartbeat: beat
        ? { within: beat.withinMs / 1000, next_by: time(dueBy(beat)), lapsed: hasLapsed }
        : null,
    },
    stops: [
      ...(latched ? [`The kill switch is on (“${latched.reason}”); only the owner releases it.`] : []),
      ...(hasLapsed ? ['Your heartbeat has lapsed: call heartbeat.'] : []),
    ],
  }
}

const time = (ms: number): string => new Date(ms).toISOString()
