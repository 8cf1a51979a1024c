import { BreakwaterError, isBreakwaterError } from '../domain/errors.ts'
import { isRecord } from '../domain/record.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { QueryOrders } from '../kraken/endpoints/account/orders.ts'
import { WithdrawCancel } from '../kraken/endpoints/funding/withdrawals.ts'
import type { Arrivals } from './arrivals.ts'
import { attempt } from './attempt.ts'
import { batchOf, cancelOf, matcherOf, namesIn, namesItsOrders, type OrderName } from './cancel-target.ts'
import type { Answered, Body, Caller, Exchange } from './exchange.ts'
import { type Holders, nameOf } from './order-holder.ts'
import type { OrderTag } from './order-tag.ts'

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

/** A cancel waits so long for Kraken's word on whose order it names. */
const LOOK_MS = 1_000

/**
 * The coat of `"orders": "own"`: such a token sees by id, amends and cancels only what it placed; cancelling everything
 * cancels its own. Nothing else stands in a cancel's way: where the journal cannot be read, it goes out as it came.
 */
export const ownOrders = (deps: OwnOrdersDeps): OwnExchange => {
  const { exchange, holders, arrivals, body, seesOwnOnly, acted, denied, now } = deps

  /** The names of these that are the token's own orders; throws where the journal cannot be read. */
  const ownAmong = async (names: readonly OrderName[], tokenId: string): Promise<readonly OrderName[]> => {
    const own: OrderName[] = []
    for (const name of names) own.push(...(await ownNames(name, tokenId)))
    return own
  }

  const ownNames = async (name: OrderName, tokenId: string): Promise<readonly OrderName[]> => {
    const userref = userrefOf(name)
    if (userref !== undefined) return holders.withUserref(tokenId, userref).flatMap(nameOf)
    const holder = holders.holderOf(name)
    if (holder !== undefined) return holder === tokenId ? [name] : []
    return 'txid' in name && (await isUnnamed(name.txid, tokenId)) ? [name] : []
  }

  // An order whose answer is still out has no txid here, and may be seen under it on Kraken already.
  const isUnnamed = async (txid: string, tokenId: string): Promise<boolean> => {
    if (!holders.openOf(tokenId).some((order) => order.txid === undefined)) return false
    const reply = await body.urgent(QueryOrders, { txid: [txid] }, LOOK_MS)
    // What Kraken does not say stands in no stop's way.
    if (reply.kind !== 'result' || !isRecord(reply.result)) return true
    const order = reply.result[txid]
    const id = isRecord(order) && typeof order.cl_ord_id === 'string' ? order.cl_ord_id : undefined
    return id !== undefined && holders.holderOf({ cl_ord_id: id }) === tokenId
  }

  /** Takes back what of the token's waits here, and holds up what of it is still on its way here. */
  const takeBack = (endpoint: Endpoint, params: Params, tokenId: string): readonly OrderTag[] => {
    const named = matcherOf(endpoint, params)
    const matches = (order: OrderTag, holder: string) => holder === tokenId && named(order)
    arrivals.stopped(matches, now())
    return arrivals.withdraw(matches)
  }

  const cancelNamed = async (endpoint: Endpoint, params: Params, caller: Caller): Promise<Answered> => {
    const { tokenId } = caller
    const names = namesIn(params)
    const own = await attempted(() => ownAmong(names, tokenId))
    if (!own) return exchange.stop(endpoint, params, caller)
    const taken = takeBack(endpoint, params, tokenId)
    const gone = new Set(taken.map(({ clientOrderId }) => clientOrderId))
    const left = own.filter((name) => !('cl_ord_id' in name && gone.has(name.cl_ord_id)))
    if (left.length === 0) {
      if (taken.length > 0) return { result: { count: 0 }, note: takenWords(taken) }
      throw notYours(names)
    }
    const isWhole = left.length === names.length && left.every((name) => names.includes(name))
    const call = isWhole ? { endpoint, params } : cancelOf(left)
    const answer = await exchange.stop(call.endpoint, call.params, caller)
    const foreign = own.length < names.length && !names.some((name) => userrefOf(name) !== undefined)
    return noted(answer, [
      ...(taken.length > 0 ? [takenWords(taken)] : []),
      ...(foreign
        ? [
            `Left alone, being no orders of this token: ${listed(names.filter((name) => !own.includes(name)))}.`,
          ]
        : []),
    ])
  }

  const cancelAll = async (endpoint: Endpoint, params: Params, caller: Caller): Promise<Answered> => {
    const { tokenId } = caller
    const open = attempt(() => holders.openOf(tokenId))
    if (!open) return exchange.stop(endpoint, params, caller)
    const taken = takeBack(endpoint, params, tokenId)
    const gone = new Set(taken.map(({ clientOrderId }) => clientOrderId))
    const names = open.filter(({ clientOrderId = '' }) => !gone.has(clientOrderId)).flatMap(nameOf)
    const words = [OWN_ONLY, ...(taken.length > 0 ? [takenWords(taken)] : [])]
    if (names.length === 0) return { result: { count: 0 }, note: words.join(' ') }
    const call = batchOf(names)
    try {
      return noted(await exchange.stop(call.endpoint, call.params, caller), words)
    } catch (failure) {
      // They are gone already.
      if (!isBreakwaterError(failure) || failure.code !== 'unknown_order') throw failure
      return { result: { count: 0 }, note: words.join(' ') }
    }
  }

  // To take back what the token itself sent away is a stop; another's withdrawal is a movement of funds like any other.
  const takesBack = ({ refid }: Params, tokenId: string): boolean =>
    attempt(() => holders.withdrew(tokenId, String(refid))) ?? true

  const mustBeOwn = (names: readonly OrderName[], tokenId: string): void => {
    const foreign = names.filter((name) => holders.holderOf(name) !== tokenId)
    if (foreign.length > 0) throw notYours(foreign)
  }

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
      if (namesItsOrders(endpoint)) return cancelNamed(endpoint, params, caller)
      if (endpoint.tool === 'cancel_all_orders') return cancelAll(endpoint, params, caller)
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

const userrefOf = (name: OrderName): number | undefined =>
  'txid' in name && /^-?\d{1,10}$/.test(name.txid) ? Number(name.txid) : undefined

const attempted = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work()
  } catch {
    return undefined
  }
}

const OWN_ONLY = 'Of this token’s own orders; the others stand.'

const takenWords = (taken: readonly OrderTag[]): string =>
  `Not sent: ${taken.length} order(s) still waited here and were taken back (${taken.map(({ clientOrderId }) => clientOrderId).join(', ')}).`

const listed = (names: readonly OrderName[]): string =>
  names.map((name) => ('txid' in name ? name.txid : name.cl_ord_id)).join(', ')

const noted = (answer: Answered, words: readonly string[]): Answered => {
  const all = [...(answer.note === undefined ? [] : [answer.note]), ...words]
  return all.length === 0 ? answer : { result: answer.result, note: all.join(' ') }
}

const notYours = (names: readonly OrderName[]) =>
  new BreakwaterError('forbidden', 'not_your_order', `This token placed no order ${listed(names)}.`, {
    hint: 'Its mandate says "orders": "own": list_intents shows what it placed. Who must stop everything uses activate_kill_switch.',
    details: { orders: names.map((name) => ('txid' in name ? name.txid : name.cl_ord_id)) },
  })

const mayCancelOthers = () =>
  new BreakwaterError(
    'forbidden',
    'not_your_order',
    'With this stptype the order could cancel one that another token placed.',
    { hint: 'Leave stptype out: then it is the new order that yields. The mandate says "orders": "own".' },
  )
