import { amountIn, textIn } from '../../domain/field.ts'
import { parsePrice } from '../../domain/matching/price.ts'
import { away } from '../../domain/matching/trigger.ts'
import { type Decimal, isPositive, larger, subtract, sum } from '../../domain/money.ts'
import { ORDER_TYPES } from '../../domain/order.ts'
import { isRecord } from '../../domain/record.ts'
import type { OrderFact } from '../../domain/risk/facts.ts'
import type { SqlRow } from '../sql.ts'

interface Kept {
  readonly row: SqlRow
  readonly fact: OrderFact
}

export const CLOSE = 'conditional_close'

/**
 * The conditional closes that Kraken has opened, or will, and that no look has shown: each counts as an order of its
 * parent's token until it is on record itself. Takes every row with its fact.
 */
export const expectedCloses = (kept: readonly Kept[]): readonly OrderFact[] => {
  const parents = kept.filter(({ row }) => row.close !== null && row.side !== null)
  if (parents.length === 0) return []
  const children = kept.filter(({ row }) => row.tool === CLOSE)
  return parents.flatMap(({ row, fact }) => {
    const shown = sum(
      children.filter(({ row: { target } }) => target === row.id).map((child) => child.fact.volume),
    )
    const volume = subtract(expectedOf(row, fact), shown)
    return isPositive(volume) ? [closeOf(row, fact, volume)] : []
  })
}

// While the parent works its close may still come for all of it, and afterwards for what has traded.
const expectedOf = (row: SqlRow, { state, volume, filled }: OrderFact): Decimal => {
  if (state !== 'ended') return larger(volume, filled)
  const isSeen = typeof row.looked_at === 'number' && row.looked_at > Number(row.settled_at)
  return isSeen ? '0' : filled
}

const closeOf = (row: SqlRow, parent: OrderFact, volume: Decimal): OrderFact => {
  const parsed: unknown = JSON.parse(String(row.close))
  const { ordertype, price, price2 } = isRecord(parsed) ? parsed : {}
  const { intent, tokenId, pair, leverage, approved, intendedAt, worstPrice } = parent
  return {
    intent: `${intent}/close`,
    tokenId,
    pair,
    side: parent.side === 'buy' ? 'sell' : 'buy',
    orderType: ORDER_TYPES.find((type) => type === ordertype) ?? 'limit',
    state: 'open',
    volume,
    filled: '0',
    cost: '0',
    worstPrice: [textIn(price), textIn(price2)].reduce(
      (worst: Decimal, text) => larger(worst, priceOf(text, worstPrice)),
      worstPrice,
    ),
    leverage,
    reduceOnly: false,
    protective: false,
    intendedAt,
    approved,
    isClose: true,
  }
}

const PLACES = 10

// A relative price counts from where the parent trades, which is at worst its own worst price.
const priceOf = (text: string | undefined, from: Decimal): Decimal => {
  const parsed = text === undefined ? undefined : parsePrice(text)
  if (parsed === undefined) return '0'
  return parsed.kind === 'absolute' ? amountIn(parsed.price) : away(from, parsed.offset, 1, PLACES)
}
