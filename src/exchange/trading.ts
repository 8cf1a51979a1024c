import type { AccountDeps } from './account-deps.ts'
import { createArrivals } from './arrivals.ts'
import { newClientOrderId } from './client-order-id.ts'
import { guarded } from './guarded.ts'
import { type Journaled, journaled } from './journaled.ts'
import { absenceCounts, asking, cancelFound } from './live-looks.ts'
import { createLook } from './look.ts'
import { mustNotIncreaseDoubt } from './pair-doubt.ts'
import type { Approved } from './rails.ts'
import type { Records } from './records.ts'
import type { Road } from './road.ts'
import { createSettlement, type Settlement } from './settlement.ts'
import { createStops } from './stops.ts'
import { createSwitches } from './switches.ts'
import type { TokenAuthority } from './token-authority.ts'

/** The coats over the road: rails, journal, settlement, stops and switches. `planned` is told when a duty falls due. */
export const openTrading = (deps: AccountDeps, records: Records, road: Road, planned: () => void) => {
  const { settings, clock, sql } = deps
  const { journal, alerts, tokens, states, audit } = records
  const { live, client, skew, background, exchangeNow } = road
  const arrivals = createArrivals()
  const newId = () => newClientOrderId(deps.random)
  const circumstances = () => ({ exchange: settings.exchange })

  const doubted = () => settlement.plan()
  const stop = createStops({ body: live, journal, arrivals, now: clock.now, exchangeNow, doubted })
  const settlement: Settlement = createSettlement({
    journal,
    clock,
    look: createLook({ ask: asking(live), absenceCounts: absenceCounts(client, live.key, clock) }),
    cancel: async (intent) => void (await cancelFound(stop, journal, intent)),
    tell: ({ id, tool }) => alerts.raise('uncertain_for_long', { intent: id, tool }, clock.now()),
    planned,
  })
  const carry = { body: live, journal, settlement, clock, exchangeNow }
  const switches = createSwitches({
    sql,
    states,
    audit,
    alerts,
    clock,
    skewMs: skew.ms,
    client,
    body: background.noting(live),
    arrivals,
    journal,
    stop,
    journaled: journaled(carry),
    circumstances,
    newClientOrderId: newId,
    planned,
  })
  /** Asked once more in the turn in which a call leaves: it may have waited in the queue. */
  const mayLeave = (tokenId: string, call: Approved): void => {
    tokens.mustStand(tokenId)
    switches.mayLeave(tokenId)
    mustNotIncreaseDoubt(journal, call)
  }
  const exchange = guarded({
    body: live,
    journal,
    journaled: standing(tokens, journaled({ ...carry, mayLeave })),
    settlement,
    arrivals,
    stop: switches.stop,
    circumstances,
    mayAct: switches.mayAct,
    newClientOrderId: newId,
    clock,
  })
  return { stop, settlement, switches, exchange }
}

export type Trading = ReturnType<typeof openTrading>

// A token that was revoked while its call waited must not place what it asked for.
const standing =
  (tokens: TokenAuthority, next: Journaled): Journaled =>
  async (approved, wish, until) => {
    tokens.mustStand(wish.tokenId)
    return next(approved, wish, until)
  }
