import { isBreakwaterError } from '../domain/errors.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Arrivals } from './arrivals.ts'
import { attempt } from './attempt.ts'
import { batchOf, cancelOf, matcherOf, namesIn, type OrderName } from './cancel-target.ts'
import type { Answered, Caller, Exchange } from './exchange.ts'
import { type Holders, nameOf } from './order-holder.ts'
import type { OrderTag } from './order-tag.ts'
import { userrefOf } from './own-names.ts'
import { leftAlone, noted, notYours, OWN_ONLY, takenWords } from './own-words.ts'

interface OwnCancelsDeps {
  readonly exchange: Pick<Exchange, 'stop'>
  readonly holders: Holders
  readonly arrivals: Arrivals
  readonly ownAmong: (names: readonly OrderName[], tokenId: string) => Promise<readonly OrderName[]>
  readonly now: () => number
}

/** Cancels of a token that is kept to its own orders; where the journal cannot be read, a cancel goes out as it came. */
export const createOwnCancels = ({ exchange, holders, arrivals, ownAmong, now }: OwnCancelsDeps) => {
  /** Takes back what of the token's waits here, and holds up what of it is still on its way here. */
  const takeBack = (endpoint: Endpoint, params: Params, tokenId: string): readonly OrderTag[] => {
    const named = matcherOf(endpoint, params)
    const matches = (order: OrderTag, holder: string) => holder === tokenId && named(order)
    arrivals.stopped(matches, now())
    return arrivals.withdraw(matches)
  }

  const named = async (endpoint: Endpoint, params: Params, caller: Caller): Promise<Answered> => {
    const { tokenId } = caller
    const names = namesIn(params)
    const own = await attempted(() => ownAmong(names, tokenId))
    if (!own) return exchange.stop(endpoint, params, caller)
    const taken = takeBack(endpoint, params, tokenId)
    const gone = new Set(taken.map(({ clientOrderId }) => clientOrderId))
    const left = own.filter((name) => !('cl_ord_id' in name && gone.has(name.cl_ord_id)))
    if (left.length === 0) {
      if (taken.length > 0) return nothingLeft(takenWords(taken))
      throw notYours(names)
    }
    const isWhole = left.length === names.length && left.every((name) => names.includes(name))
    const call = isWhole ? { endpoint, params } : cancelOf(left)
    const answer = await exchange.stop(call.endpoint, call.params, caller)
    return noted(answer, [...takenWords(taken), ...foreignWords(names, own)])
  }

  const all = async (endpoint: Endpoint, params: Params, caller: Caller): Promise<Answered> => {
    const { tokenId } = caller
    const open = attempt(() => holders.openOf(tokenId))
    if (!open) return exchange.stop(endpoint, params, caller)
    const taken = takeBack(endpoint, params, tokenId)
    const gone = new Set(taken.map(({ clientOrderId }) => clientOrderId))
    const names = open.filter(({ clientOrderId = '' }) => !gone.has(clientOrderId)).flatMap(nameOf)
    const words = [OWN_ONLY, ...takenWords(taken)]
    if (names.length === 0) return nothingLeft(words)
    const call = batchOf(names)
    try {
      return noted(await exchange.stop(call.endpoint, call.params, caller), words)
    } catch (failure) {
      // They are gone already.
      if (!isBreakwaterError(failure) || failure.code !== 'unknown_order') throw failure
      return nothingLeft(words)
    }
  }

  return { named, all }
}

const nothingLeft = (words: readonly string[]): Answered => ({ result: { count: 0 }, note: words.join(' ') })

const foreignWords = (names: readonly OrderName[], own: readonly OrderName[]): readonly string[] => {
  const isForeign = own.length < names.length && !names.some((name) => userrefOf(name) !== undefined)
  return isForeign ? [leftAlone(names.filter((name) => !own.includes(name)))] : []
}

const attempted = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work()
  } catch {
    return undefined
  }
}
