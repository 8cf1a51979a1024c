import type { AccountDeps } from './account-deps.ts'
import { createApprovals } from './approvals/approvals.ts'
import { withApprovals } from './approvals/arrivals.ts'
import { createQuestions } from './approvals/store.ts'
import { createArrivals } from './arrivals.ts'
import { newClientOrderId } from './client-order-id.ts'
import { type Guarded, guarded } from './guarded.ts'
import type { Wish } from './journal.ts'
import { type Journaled, journaled } from './journaled.ts'
import { absenceCounts, asking, cancelFound } from './live-looks.ts'
import { createLook } from './look.ts'
import { createMandateWatch, type MandateWatch } from './mandate-watch.ts'
import { createHolders } from './order-holder.ts'
import { ownOrders } from './own-orders.ts'
import { mustNotIncreaseDoubt } from './pair-doubt.ts'
import { openRails } from './rails/open.ts'
import type { RailsSources } from './rails/sources.ts'
import type { Approved } from './rails.ts'
import type { Records } from './records.ts'
import type { Road } from './road.ts'
import { createSettlement, type Settlement } from './settlement.ts'
import { createStops } from './stops.ts'
import { createSwitches } from './switches.ts'
import type { TokenAuthority } from './token-authority.ts'

/** The coats over the road: rails, journal, settlement, stops and switches. `planned` is told when a duty falls due. */
export const openTrading = (
  deps: AccountDeps,
  records: Records,
  road: Road,
  sources: RailsSources,
  planned: () => void,
) => {
  const { clock, sql } = deps
  const { journal, alerts, tokens, states, audit, fills } = records
  const { live, client, skew, background, tables, exchangeNow } = road
  const approvals = createApprovals({
    sql,
    questions: createQuestions(sql, audit),
    journal,
    alerts,
    tokens,
    tables,
    clock,
    approvalOf: records.origin.approvalOf,
    perform: (...call) => exchange.actApproved(...call),
    planned,
    mayAct: records.recovery.mustBeDone,
  })
  const arrivals = withApprovals(createArrivals(), approvals)
  const newId = () => newClientOrderId(deps.random)
  const rails = openRails(deps, records, road, sources)

  const holders = createHolders(sql)
  const doubted = () => settlement.plan()
  const stop = createStops({ body: live, journal, arrivals, now: clock.now, exchangeNow, doubted })
  const settlement: Settlement = createSettlement({
    journal,
    clock,
    skew,
    look: createLook({
      ask: asking(live),
      absenceCounts: absenceCounts(client, live.key, clock),
      isTaken: holders.isTaken,
    }),
    cancel: async (intent) => void (await cancelFound(stop, journal, intent)),
    tell: ({ id, tool }) => alerts.raise('uncertain_for_long', { intent: id, tool }, clock.now()),
    learn(order) {
      const table = tables.known()
      // When this look began nobody says: no amend is believed to it.
      if (table) fills.learn([order], table.pair, clock.now(), Number.NEGATIVE_INFINITY)
    },
    planned,
  })
  const watch = createMandateWatch(tokens)
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
    approvals,
    journal,
    stop,
    journaled: journaled(carry),
    approve: rails.approve,
    newClientOrderId: newId,
    planned,
  })
  /** Asked once more in the turn in which a call leaves: it may have waited in the queue. */
  const mayLeave = (tokenId: string, call: Approved): void => {
    tokens.mustStand(tokenId)
    watch.mustHold(call, tokenId)
    switches.mayLeave(tokenId)
    rails.mayLeave(tokenId, call)
    mustNotIncreaseDoubt(journal, call)
  }
  const exchange: Guarded = guarded({
    body: live,
    journal,
    journaled: standing(tokens, watch, journaled({ ...carry, mayLeave })),
    settlement,
    arrivals,
    stop: switches.stop,
    rails: rails.desk,
    ask: approvals.ask,
    mayAct: switches.mayAct,
    mayLeave: switches.mayLeave,
    newClientOrderId: newId,
    clock,
  })
  const own = ownOrders({
    exchange,
    holders,
    arrivals,
    body: background.noting(live),
    seesOwnOnly: (tokenId) =>
      tokens.boundsOf(tokenId).some(({ mandate }) => (mandate.orders ?? 'own') === 'own'),
    acted: switches.acted,
    denied: (endpoint, params, { tokenId, request }, reason) =>
      journal.deny(endpoint, params, wishOfDenied(tokenId, request), reason, clock.now()),
    now: clock.now,
  })
  return { stop, settlement, switches, exchange: own, rails, approvals }
}

const wishOfDenied = (tokenId: string, request: string): Wish => ({
  tokenId,
  request,
  digest: '',
  idempotencyKey: undefined,
  insists: true,
})

export type Trading = ReturnType<typeof openTrading>

// A token that was revoked while its call waited must not place what it asked for.
const standing =
  (tokens: TokenAuthority, watch: MandateWatch, next: Journaled): Journaled =>
  async (approved, wish, until, reuse) => {
    tokens.mustStand(wish.tokenId)
    watch.judged(approved, wish.tokenId)
    return next(approved, wish, until, reuse)
  }
