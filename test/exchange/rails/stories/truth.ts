import type { AccountHouse } from '../../../support/account.ts'

/** An order as the emulator's engine has it; figures are plain numbers, for laws that allow a hair's breadth. */
export interface TrueOrder {
  readonly id: string
  /** Whose it is, by the first word of the client's own id; of a close, its parent's. */
  readonly token: string
  readonly pair: string
  readonly side: 'buy' | 'sell'
  readonly type: string
  readonly status: string
  readonly reason: string | null
  readonly isOpen: boolean
  readonly isClose: boolean
  readonly isAmended: boolean
  readonly isMargin: boolean
  readonly leverage: number
  readonly limit: number | undefined
  readonly trigger: number | undefined
  readonly volume: number
  readonly filled: number
  readonly cost: number
  /** What of it may still trade. */
  readonly left: number
  readonly openedAt: number
  readonly expireAt: number | undefined
  readonly timeInForce: string
}

export interface TrueTrade {
  readonly orderId: string
  readonly token: string
  readonly pair: string
  readonly side: 'buy' | 'sell'
  readonly role: 'maker' | 'taker'
  readonly time: number
  readonly price: number
  readonly volume: number
  readonly cost: number
  readonly opens: boolean
  readonly isMargin: boolean
}

export interface TruePosition {
  readonly token: string
  readonly pair: string
  readonly side: 'buy' | 'sell'
  readonly open: number
}

/** What the exchange has, whatever the account knows of it. */
export interface Truth {
  readonly now: number
  readonly orders: readonly TrueOrder[]
  readonly trades: readonly TrueTrade[]
  readonly positions: readonly TruePosition[]
  /** Best prices by pair. */
  readonly touch: ReadonlyMap<string, { readonly bid: number; readonly ask: number }>
}

// biome-ignore lint/suspicious/noExplicitAny: a snapshot is plain JSON of the emulator's own.
type Raw = any

export const PAIRS = ['XBTUSD', 'ETHUSD'] as const

export const truthOf = async (house: AccountHouse): Promise<Truth> => {
  const { account } = (JSON.parse(house.emulator.snapshot()) as { world: Raw }).world
  const all: Raw[] = [...Object.values(account.orders), ...account.closed]
  const raw = new Map<string, Raw>(all.map((order) => [order.id, order]))
  const tokenOf = (order: Raw): string =>
    order === undefined
      ? '?'
      : order.parent !== undefined
        ? tokenOf(raw.get(order.parent))
        : (String(order.clientOrderId ?? '?').split('-')[0] ?? '?')
  const orders = all.map((order) => trueOrder(order, tokenOf(order), account.orders[order.id] !== undefined))
  const touch = new Map<string, { bid: number; ask: number }>()
  for (const pair of PAIRS) touch.set(pair, await touchOf(house, pair))
  return {
    now: house.clock.now(),
    orders,
    trades: account.trades.map((trade: Raw) => trueTrade(trade, raw.get(trade.orderId), tokenOf)),
    positions: Object.values(account.positions).map((position: Raw) => ({
      token: tokenOf(raw.get(position.orderId)),
      pair: position.terms.altname,
      side: position.side,
      open: Number(position.volume) - Number(position.closedVolume),
    })),
    touch,
  }
}

const trueOrder = (order: Raw, token: string, isOpen: boolean): TrueOrder => ({
  id: order.id,
  token,
  pair: order.terms.altname,
  side: order.side,
  type: order.type,
  status: order.status,
  reason: order.reason,
  isOpen,
  isClose: order.parent !== undefined,
  isAmended: order.amended,
  isMargin: order.leverage > 0,
  leverage: order.leverage,
  limit: order.limit === undefined ? undefined : Number(order.limit),
  trigger: order.trigger === undefined ? undefined : Number(order.trigger),
  volume: Number(order.volume),
  filled: Number(order.filled),
  cost: Number(order.cost),
  left: isOpen
    ? order.flags.includes('viqc')
      ? 0
      : Math.max(0, Number(order.volume) - Number(order.filled))
    : 0,
  openedAt: order.openedAt,
  expireAt: order.expireAt,
  timeInForce: order.timeInForce,
})

const trueTrade = (trade: Raw, order: Raw, tokenOf: (order: Raw) => string): TrueTrade => ({
  orderId: trade.orderId,
  token: tokenOf(order),
  pair: order?.terms.altname ?? '',
  side: trade.side,
  role: trade.role,
  time: trade.time,
  price: Number(trade.price),
  volume: Number(trade.volume),
  cost: Number(trade.cost),
  opens: trade.positionId !== undefined,
  isMargin: trade.leverage > 0,
})

const touchOf = async (house: AccountHouse, pair: string) => {
  const url = `http://127.0.0.1:1/0/public/Ticker?pair=${pair}`
  const { result } = (await (await house.emulator.answer(new Request(url))).json()) as { result: Raw }
  const [row] = Object.values(result) as Raw[]
  return { bid: Number(row.b[0]), ask: Number(row.a[0]) }
}
