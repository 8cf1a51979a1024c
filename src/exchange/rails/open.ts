import { NO_NEEDS } from '../../domain/risk/needs.ts'
import type { AccountDeps } from '../account-deps.ts'
import type { Approve } from '../flatten.ts'
import type { HouseTools } from '../house.ts'
import { OWNER_ID } from '../owner-id.ts'
import { type Approved, denied, isPassed, passRails } from '../rails.ts'
import type { Records } from '../records.ts'
import type { Road } from '../road.ts'
import { createAccountReads } from './account-reads.ts'
import { checkTools } from './check.ts'
import { createRailsDesk, type RailsDesk } from './desk.ts'
import { createFundsSum } from './funds.ts'
import { createGather } from './gather.ts'
import { nothingGathered } from './gathered.ts'
import { mustStillTrade } from './leaving.ts'
import { createPublicFacts } from './public-facts.ts'
import { createSnapshot } from './snapshot.ts'
import type { RailsSources } from './sources.ts'

/** The rails of one account, as its coats use them. */
export interface Rails {
  readonly desk: RailsDesk
  readonly tools: HouseTools
  readonly approve: Approve
  /** Asked in the turn in which a call leaves: throws risk_denied where trading has been reduced while it waited. */
  mayLeave(tokenId: string, call: Approved): void
}

/** Puts the rails of one account together: what they read, what they keep, and whom they ask. */
export const openRails = (
  { settings, sql, clock }: AccountDeps,
  { journal, facts, fills }: Records,
  { live, client, tables }: Road,
  sources: RailsSources,
): Rails => {
  const { exchange } = settings
  const { now } = clock
  const gather = createGather({
    sources,
    tables,
    market: createPublicFacts(client, clock),
    journal,
    facts,
    fills,
    reads: createAccountReads(live, now, fills.version),
    now,
  })
  const desk = createRailsDesk({
    gather,
    snapshot: createSnapshot({ exchange, account: 'live', sources, facts, fills, now }),
    funds: createFundsSum(sql),
    isOutdated: ({ needs, fillsVersion }) =>
      (needs.holdings || needs.positions) && fillsVersion !== fills.version(),
    now,
  })

  return {
    desk,
    tools: checkTools({ desk, tables, clock }),
    approve(endpoint, order) {
      const params = { ...order }
      const bare = nothingGathered(endpoint.intents?.(order) ?? [], NO_NEEDS, tables.known())
      const asking = { tokenId: OWNER_ID, insists: true, isApproved: true }
      const answer = passRails(endpoint, params, desk.judged(bare, endpoint, params, asking))
      if (isPassed(answer)) return answer
      throw denied(answer.reasons)
    },
    mayLeave(tokenId, call) {
      if (tokenId !== OWNER_ID) mustStillTrade(sources.tradingState(tokenId), call)
    },
  }
}
