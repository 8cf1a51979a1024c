import type { Facts } from '../../domain/risk/facts.ts'
import { isTriggered } from '../../domain/risk/look.ts'
import { reduces } from '../../domain/risk/words.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import { type Finding, type Judged, verdictOn } from '../rails.ts'
import { type FundsSum, fundsOf } from './funds.ts'
import type { Gather } from './gather.ts'
import type { Gathered } from './gathered.ts'
import type { Snapshot } from './snapshot.ts'

/** Who asks, and how: what the rules want to know of a call beside its orders. */
export interface Asking {
  readonly tokenId: string
  /** The caller gave ids of its own, and so says that a second order like the last is meant. */
  readonly insists: boolean
  /** The owner has approved exactly this call. */
  readonly isApproved: boolean
}

/** What was read for a call, and what the rails said of it at once. */
export interface Prepared {
  readonly gathered: Gathered
  readonly first: Finding
}

/** Gathers what a call is judged on, and puts it together in the moment of judging. */
export interface RailsDesk {
  /**
   * Reads what the rules will look at. Where they would deny what was read in passing, every working order is looked at
   * and the rest read again: an order that has filled unseen must not stand in the way of the next, nor of what guards it.
   */
  prepare(endpoint: Endpoint, params: Params, asking: Asking): Promise<Prepared>
  /** The picture of this very moment; synchronous. `first` is used again where nothing has changed since. */
  judged(
    gathered: Gathered,
    endpoint: Endpoint,
    params: Params,
    asking: Asking,
    first?: Finding | undefined,
  ): Judged
}

interface RailsDeskDeps {
  readonly gather: Gather
  readonly snapshot: Snapshot
  readonly funds: FundsSum
  readonly isOutdated: (gathered: Gathered) => boolean
  readonly now: () => number
}

/** A fill that is learnt while holdings are read makes them worthless; so often they are read again. */
const MOST_READINGS = 3

/** Denials are looked at again so often in so long: whoever is denied over and over must not use up the key's budget. */
const SECOND_LOOKS = 5
const SECOND_LOOKS_MS = 10_000

/** Whether an order that waits for a trigger may guard what has filled unseen: as a protection it is treated otherwise. */
const mayProtect = ({ gathered: { intents, needs }, first: { facts } }: Prepared): boolean =>
  needs.fills &&
  intents.some(
    (intent) =>
      intent.kind === 'add' &&
      isTriggered(intent.orderType) &&
      !facts.bounds.every((bound) => reduces(intent, facts, bound)),
  )

export const createRailsDesk = ({ gather, snapshot, funds, isOutdated, now }: RailsDeskDeps): RailsDesk => {
  let secondLooks: readonly number[] = []
  let underWay = 0

  /** Those who are denied at the same time share one look. */
  const mayLookAgain = (): boolean => {
    if (underWay > 0) return true
    const at = now()
    secondLooks = secondLooks.filter((one) => one <= at && at - one < SECOND_LOOKS_MS)
    if (secondLooks.length >= SECOND_LOOKS) return false
    secondLooks = [...secondLooks, at]
    return true
  }

  const judged: RailsDesk['judged'] = (gathered, endpoint, params, asking, first) => {
    const { tokenId, insists, isApproved } = asking
    const facts: Facts = { ...snapshot(gathered, tokenId), insists, approved: isApproved }
    const { key = '', asset = '' } = fundsOf(endpoint, params)
    return {
      intents: gathered.intents,
      facts,
      withdrawn: ({ counts }) => funds.withdrawn(counts, key, asset, facts.now),
      first,
    }
  }

  const read = async (endpoint: Endpoint, params: Params, tokenId: string, isFresh: boolean) => {
    let gathered = await gather(endpoint, params, tokenId, isFresh)
    for (let times = 1; times < MOST_READINGS && isOutdated(gathered); times++)
      gathered = await gather(endpoint, params, tokenId, isFresh)
    return gathered
  }

  return {
    judged,
    async prepare(endpoint, params, asking) {
      const look = (gathered: Gathered): Prepared => {
        const picture = judged(gathered, endpoint, params, asking)
        return { gathered, first: { ...verdictOn(endpoint, params, picture), facts: picture.facts } }
      }
      const prepared = look(await read(endpoint, params, asking.tokenId, false))
      const isDenied = prepared.first.verdict.verdict === 'deny'
      if (prepared.gathered.isFresh || (!isDenied && !mayProtect(prepared))) return prepared
      // Others may have learnt meanwhile what this one would have learnt.
      if (!mayLookAgain()) return look(prepared.gathered)
      underWay++
      try {
        return look(await read(endpoint, params, asking.tokenId, true))
      } finally {
        underWay--
      }
    },
  }
}
