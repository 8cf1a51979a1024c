import type { Pair, Step, Want } from './steps.ts'

/** A call that a step asks for, as the account takes it. */
export interface Asked {
  readonly tool: string
  readonly params: Readonly<Record<string, unknown>>
  readonly tokenId: string
}

/** An order of ours that a later step can mean, by the names it goes by. */
export interface Known {
  readonly clientOrderId: string
  readonly txid: string | undefined
}

// Far from every price of the emulator's market, on either side.
const FAR = { XBTUSD: { low: '10000', high: '900000' }, ETHUSD: { low: '500', high: '90000' } } as const

const orderOf = (pair: Pair, { side, ordertype, volume, eager, own, userref, closes, lives }: Want) => {
  const { low, high } = FAR[pair]
  const isLow = (ordertype === 'stop-loss') === (side === 'buy') ? eager : !eager
  const price = isLow ? low : high
  return {
    type: side,
    ordertype,
    volume,
    ...(ordertype === 'market' ? {} : { price }),
    ...(own === undefined ? {} : { cl_ord_id: `own-${own}` }),
    ...(userref === undefined ? {} : { userref }),
    ...(closes ? { close: { ordertype: 'limit', price: side === 'buy' ? high : low } } : {}),
    ...(lives === undefined || ordertype === 'market' ? {} : { timeinforce: 'GTD', expiretm: `+${lives}` }),
  }
}

const keyed = (key: number | undefined) => (key === undefined ? {} : { idempotency_key: `key-${key}` })

/** The call that a step makes now, or undefined where there is nothing yet that it could mean. */
export const callOf = (
  step: Step,
  now: number,
  known: readonly Known[],
  earlier: readonly Asked[],
): Asked | undefined => {
  switch (step.kind) {
    case 'place':
      return {
        tool: 'add_order',
        tokenId: step.token,
        params: {
          pair: step.pair,
          ...orderOf(step.pair, step.want),
          ...keyed(step.key),
          ...(step.deadlineMs === undefined
            ? {}
            : { deadline: new Date(now + step.deadlineMs).toISOString() }),
        },
      }
    case 'batch':
      return {
        tool: 'add_order_batch',
        tokenId: step.token,
        params: {
          pair: step.pair,
          orders: step.wants.map((want) => orderOf(step.pair, want)),
          ...keyed(step.key),
        },
      }
    case 'repeat': {
      const call = pick(earlier, step.nth)
      if (!call) return undefined
      const { deadline: _, ...params } = call.params
      return { tool: call.tool, tokenId: call.tokenId, params }
    }
    case 'amend': {
      const name = nameOf(pick(known, step.nth), step.by)
      return (
        name && {
          tool: 'amend_order',
          tokenId: step.token,
          params: { ...name, order_qty: step.volume, ...keyed(step.key) },
        }
      )
    }
    case 'use':
      return { tool: step.tool, tokenId: step.token, params: step.params }
    case 'cancel':
      return cancelOf(step, known)
    case 'cancel_userref':
      return { tool: 'cancel_order', tokenId: step.token, params: { txid: step.userref } }
    case 'cancel_all':
      return { tool: 'cancel_all_orders', tokenId: step.token, params: {} }
    default:
      return undefined
  }
}

const cancelOf = (
  { token, nths, by }: Step & { kind: 'cancel' },
  known: readonly Known[],
): Asked | undefined => {
  const orders = [...new Set(nths.flatMap((nth) => pick(known, nth) ?? []))]
  const names = orders.flatMap((order) => nameOf(order, by) ?? [])
  const [only] = names
  if (!only) return undefined
  if (names.length === 1) return { tool: 'cancel_order', tokenId: token, params: only }
  const txids = names.flatMap((name) => ('txid' in name ? [name.txid] : []))
  const clientIds = names.flatMap((name) => ('cl_ord_id' in name ? [name.cl_ord_id] : []))
  return {
    tool: 'cancel_order_batch',
    tokenId: token,
    params: {
      ...(txids.length > 0 ? { orders: txids } : {}),
      ...(clientIds.length > 0 ? { cl_ord_ids: clientIds } : {}),
    },
  }
}

// What Kraken has not named yet is meant by our own name for it.
const nameOf = (order: Known | undefined, by: 'txid' | 'cl_ord_id') => {
  if (!order) return undefined
  return by === 'txid' && order.txid !== undefined ? { txid: order.txid } : { cl_ord_id: order.clientOrderId }
}

const pick = <T>(list: readonly T[], nth: number): T | undefined => list[nth % Math.max(1, list.length)]
