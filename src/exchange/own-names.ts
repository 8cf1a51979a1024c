import { isRecord } from '../domain/record.ts'
import { QueryOrders } from '../kraken/endpoints/account/orders.ts'
import type { OrderName } from './cancel-target.ts'
import type { Body } from './exchange.ts'
import { type Holders, nameOf } from './order-holder.ts'
import { notYours } from './own-words.ts'

interface OwnNamesDeps {
  readonly holders: Holders
  readonly body: Pick<Body, 'urgent'>
}

/** A cancel waits so long for Kraken's word on whose order it names. */
const LOOK_MS = 1_000

/** Which of the orders that a call names are the token's own. */
export const createOwnNames = ({ holders, body }: OwnNamesDeps) => {
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

  return {
    /** The names of these that are the token's own orders; throws where the journal cannot be read. */
    async ownAmong(names: readonly OrderName[], tokenId: string): Promise<readonly OrderName[]> {
      const own: OrderName[] = []
      for (const name of names) own.push(...(await ownNames(name, tokenId)))
      return own
    },
    /** Throws `forbidden` (not_your_order) where one of them is not. */
    mustBeOwn(names: readonly OrderName[], tokenId: string): void {
      const foreign = names.filter((name) => holders.holderOf(name) !== tokenId)
      if (foreign.length > 0) throw notYours(foreign)
    },
  }
}

/** Kraken takes a `userref` where it takes a txid; undefined where the name is none. */
export const userrefOf = (name: OrderName): number | undefined =>
  'txid' in name && /^-?\d{1,10}$/.test(name.txid) ? Number(name.txid) : undefined
