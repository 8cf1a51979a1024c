import { type BreakwaterError, isBreakwaterError } from '../domain/errors.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { WithdrawCancel } from '../kraken/endpoints/funding/withdrawals.ts'
import type { Arrivals } from './arrivals.ts'
import { attempt } from './attempt.ts'
import { namesIn, namesItsOrders, type OrderName } from './cancel-target.ts'
import type { Answered, Body, Caller, Exchange } from './exchange.ts'
import type { Holders } from './order-holder.ts'
import { createOwnCancels } from './own-cancels.ts'
import { createOwnNames } from './own-names.ts'
import { mayCancelOthers } from './own-words.ts'

interface OwnOrdersDeps {
  readonly exchange: Exchange
  readonly holders: Holders
  readonly arrivals: Arrivals
  readonly body: Pick<Body, 'urgent'>
  /** Whether a token's mandates show it its own orders alone. */
  readonly seesOwnOnly: (tokenId: string) => boolean
  /** A token that cancels is alive, whatever there is to cancel. */
  readonly acted: (tokenId: string) => void
  /** Writes down what was refused here, as the rails do. */
  readonly denied: (endpoint: Endpoint, params: Params, caller: Caller, reason: BreakwaterError) => void
  readonly now: () => number
}

/** An account as the tools see it: it wants to know who reads, too. */
export interface OwnExchange extends Omit<Exchange, 'read'> {
  read(endpoint: Endpoint, params: Params, caller: Pick<Caller, 'tokenId'>): Promise<Answered>
}

/**
 * The coat of `"orders": "own"`: such a token sees by id, amends and cancels only what it placed; cancelling everything
 * cancels its own. Nothing else stands in a cancel's way: where the journal cannot be read, it goes out as it came.
 */
export const ownOrders = (deps: OwnOrdersDeps): OwnExchange => {
  const { exchange, holders, arrivals, body, seesOwnOnly, acted, denied, now } = deps
  const { ownAmong, mustBeOwn } = createOwnNames({ holders, body })
  const cancels = createOwnCancels({ exchange, holders, arrivals, ownAmong, now })

  // To take back what the token itself sent away is a stop; another's withdrawal is a movement of funds like any other.
  const takesBack = ({ refid }: Params, tokenId: string): boolean =>
    attempt(() => holders.withdrew(tokenId, String(refid))) ?? true

  return {
    async read(endpoint, params, { tokenId }) {
      if (seesOwnOnly(tokenId)) mustBeOwn(readByName(endpoint, params), tokenId)
      return exchange.read(endpoint, params)
    },
    async act(endpoint, params, caller) {
      if (endpoint.tool === WithdrawCancel.tool && takesBack(params, caller.tokenId)) {
        const { idempotency_key: _, ...named } = params
        return exchange.stop(endpoint, named, caller)
      }
      if (seesOwnOnly(caller.tokenId)) {
        try {
          if (CHANGES.has(endpoint.tool)) mustBeOwn(namesIn(params), caller.tokenId)
          mustYield(params)
        } catch (reason) {
          if (isBreakwaterError(reason)) attempt(() => denied(endpoint, params, caller, reason))
          throw reason
        }
      }
      return exchange.act(endpoint, params, caller)
    },
    async stop(endpoint, params, caller) {
      if (!seesOwnOnly(caller.tokenId)) return exchange.stop(endpoint, params, caller)
      attempt(() => acted(caller.tokenId))
      if (namesItsOrders(endpoint)) return cancels.named(endpoint, params, caller)
      if (endpoint.tool === 'cancel_all_orders') return cancels.all(endpoint, params, caller)
      return exchange.stop(endpoint, params, caller)
    },
  }
}

/** Where two orders of the account meet, Kraken cancels the new one unless it is told to cancel the other, whosever that is. */
const mustYield = (params: Params): void => {
  const orders: readonly Params[] = Array.isArray(params.orders) ? params.orders : [params]
  if (orders.some(({ stptype }) => stptype !== undefined && stptype !== 'cancel-newest'))
    throw mayCancelOthers()
}

const CHANGES: ReadonlySet<string> = new Set(['amend_order', 'edit_order'])

/** The orders that a read names; lists name none. */
const readByName = ({ tool }: Endpoint, { txid, order_id }: Params): readonly OrderName[] => {
  if (tool === 'query_orders') return namesIn({ txid })
  return tool === 'get_order_amends' ? namesIn({ txid: order_id }) : []
}
