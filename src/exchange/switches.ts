import type { Client } from '../kraken/client.ts'
import type { Duty } from './alarm.ts'
import type { Alerts } from './alerts.ts'
import type { Approvals } from './approvals/approvals.ts'
import { createArms } from './arms.ts'
import type { Arrivals } from './arrivals.ts'
import type { Audit } from './audit.ts'
import type { Clock } from './clock.ts'
import { createDeadMan } from './dead-man.ts'
import { deadManTools, mustNotBeArmed } from './dead-man-tools.ts'
import type { Answered, Body, Exchange } from './exchange.ts'
import { type Approve, createFlatten } from './flatten.ts'
import { createHeartbeats } from './heartbeats.ts'
import type { HouseTools } from './house.ts'
import type { Journal } from './journal.ts'
import type { Journaled } from './journaled.ts'
import { createKillLatch, isPending, type Latched } from './kill-latch.ts'
import { createRelease } from './kill-release.ts'
import { createKillSwitch } from './kill-switch.ts'
import { killTools } from './kill-tools.ts'
import { createLapses } from './lapses.ts'
import { createMaintenance } from './maintenance.ts'
import { createQuotes } from './quotes.ts'
import type { Sql } from './sql.ts'
import type { States } from './states.ts'
import { type SwitchesView, switchesView } from './switches-view.ts'
import { createUnderWay } from './under-way.ts'

interface SwitchesDeps {
  readonly sql: Sql
  readonly states: States
  readonly audit: Audit
  readonly alerts: Alerts
  readonly clock: Clock
  /** What must be added to our clock to read Kraken's, milliseconds. */
  readonly skewMs: () => number
  readonly client: Pick<Client, 'public'>
  readonly body: Body
  readonly arrivals: Arrivals
  readonly approvals: Pick<Approvals, 'withdrawOf'>
  readonly journal: Journal
  readonly stop: Exchange['stop']
  readonly journaled: Journaled
  /** Passes the rails in the owner's name: what closes positions and nothing else. */
  readonly approve: Approve
  readonly newClientOrderId: () => string
  readonly planned: () => void
}

/** Everything that stops an account, put together. */
export interface Switches {
  /** In the order in which they run: the dead-man refresh first. */
  readonly duties: readonly Duty[]
  readonly tools: HouseTools
  /** Throws where this token may not act now: kill_switch_on, heartbeat_lapsed. A sign of life otherwise. */
  mayAct(tokenId: string): void
  /** The same in the turn in which a call leaves, which may have waited: it beats nothing. */
  mayLeave(tokenId: string): void
  /** A sign of life that nothing is sent for. */
  acted(tokenId: string): void
  /** A stop that is a sign of life; the raw timer only where nothing is armed. */
  readonly stop: Exchange['stop']
  /** How they stand for a token. */
  view(tokenId: string): SwitchesView
  /** How they stand for the owner: that the kill switch is on, and when Kraken's timer runs out. */
  standing(): { readonly killed: Latched | undefined; readonly deadManUntil: number | undefined }
  /** For the owner alone: lets orders through again. */
  release(by: string, now: number): Promise<Answered>
  /** For the owner alone: closes margin positions while the kill switch is on and verified. */
  flatten(request: string): Promise<Answered>
}

export const createSwitches = (deps: SwitchesDeps): Switches => {
  const { sql, states, audit, alerts, clock, client, body, arrivals, journal, stop, planned } = deps
  const latch = createKillLatch({ sql, states, audit, alerts })
  const underWay = createUnderWay(journal, deps.skewMs)
  const killSwitch = createKillSwitch({
    latch,
    body,
    arrivals,
    approvals: deps.approvals,
    journal,
    underWay,
    clock,
    planned,
  })
  const isKilling = () => isPending(latch)
  const arms = createArms({ sql, states, audit })
  const maintenance = createMaintenance(client, clock)
  const deadMan = createDeadMan({ arms, body, maintenance, isHeld: isKilling, audit, alerts, clock, planned })
  const heartbeats = createHeartbeats({ sql, audit, alerts })

  const release = createRelease({
    latch,
    killSwitch,
    underWay,
    restoreTimer: async () => (await deadMan.apply())?.kind === 'result',
    oweTimer: arms.oweOff,
  })
  const flatten = createFlatten({
    latch,
    underWay,
    body,
    approve: deps.approve,
    journaled: deps.journaled,
    quote: createQuotes(client, clock),
    newClientOrderId: deps.newClientOrderId,
    audit,
    clock,
  })

  return {
    duties: [deadMan, killSwitch, createLapses({ heartbeats, journal, stop, clock })],
    tools: {
      ...killTools({ killSwitch, release, flatten, now: clock.now }),
      ...deadManTools({ arms, deadMan, heartbeats, body, clock, planned }),
    },
    mayAct(tokenId) {
      const now = clock.now()
      heartbeats.acted(tokenId, now)
      latch.mustBeOff()
      heartbeats.mustBeat(tokenId, now)
    },
    acted: (tokenId) => heartbeats.acted(tokenId, clock.now()),
    mayLeave(tokenId) {
      latch.mustBeOff()
      heartbeats.mustBeat(tokenId, clock.now())
    },
    async stop(endpoint, params, caller) {
      heartbeats.acted(caller.tokenId, clock.now())
      if (endpoint.tool === 'cancel_all_orders_after') {
        mustNotBeArmed(arms)
        if (isKilling()) latch.mustBeOff()
        deadMan.overtaken()
        const answer = await stop(endpoint, params, caller)
        arms.heard()
        return answer
      }
      return stop(endpoint, params, caller)
    },
    view: (tokenId) => switchesView({ latch, arms, deadMan, heartbeats }, tokenId, clock.now()),
    standing: () => ({ killed: latch.get(), deadManUntil: deadMan.firesAt() }),
    release,
    flatten,
  }
}
