import type { OrderIntent, OrderReference } from '../../domain/order.ts'
import type { TargetFact } from '../../domain/risk/facts.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import type { Reply } from '../../kraken/reply.ts'
import { queryOrders } from '../closed-orders.ts'
import type { Journal } from '../journal.ts'
import { lookAtOpenOrders, type SeenOrder } from '../order-look.ts'
import type { Fills } from './fills.ts'
import type { OrderFacts } from './order-facts.ts'
import type { PairTable } from './tables.ts'

interface TargetDeps {
  readonly journal: Journal
  readonly facts: OrderFacts
  readonly fills: Fills
  readonly ask: (endpoint: Endpoint, params: Params) => Promise<Reply>
  readonly now: () => number
}

/** Where a target stands among the facts: under the name by which the call names it. */
export const targetName = ({ txid, clientOrderId }: OrderReference): string => txid ?? clientOrderId ?? ''

/**
 * Reads the orders that a call would change. One that is not on record yet is taken into the books as a stranger's;
 * one that cannot be read, or is not open any more, is left out, and the rules refuse what would change it.
 */
export const readTargets = async (
  deps: TargetDeps,
  intents: readonly OrderIntent[],
  table: PairTable,
): Promise<ReadonlyMap<string, TargetFact>> => {
  const names = intents.flatMap((intent) => (intent.kind === 'add' ? [] : [intent.order]))
  const found = new Map<string, TargetFact>()
  for (const name of names) {
    const began = deps.now()
    const seen = await readOrder(deps, name)
    const target = seen && learn(deps, seen, table, began)
    if (target) found.set(targetName(name), target)
  }
  return found
}

const readOrder = async (
  { journal, ask }: TargetDeps,
  name: OrderReference,
): Promise<SeenOrder | undefined> => {
  const txid = name.txid ?? journal.byOrder(name)?.txids[0]
  if (txid !== undefined) return (await queryOrders(ask, [txid]))?.get(txid)
  const open = await lookAtOpenOrders(ask)
  return open?.find(({ clientOrderId }) => clientOrderId === name.clientOrderId)
}

const learn = (
  { journal, facts, fills, now }: TargetDeps,
  seen: SeenOrder,
  table: PairTable,
  began: number,
): TargetFact | undefined => {
  if (seen.status !== 'open' && seen.status !== 'pending') return undefined
  if (!journal.byOrder({ txid: seen.txid })) {
    const parent = seen.refid === undefined ? undefined : journal.byOrder({ txid: seen.refid })
    journal.adopt(seen, parent, table.pair(seen.pair)?.symbol, now())
  }
  fills.learn([seen], table.pair, now(), began)
  const row = journal.byOrder({ txid: seen.txid })
  const known = facts.orders(now()).find(({ intent }) => intent === row?.id)
  if (!known) return undefined
  const limit = seen.orderType.endsWith('-limit') ? seen.price2 : seen.price
  return { ...known, volume: seen.volume, ...(isPrice(limit) ? { limitPrice: limit } : {}) }
}

const isPrice = (text: string): boolean => /^\d+(\.\d+)?$/.test(text) && Number(text) > 0
