import { isDecimal } from '../../domain/money.ts'
import type { OrderIntent } from '../../domain/order.ts'
import type { Facts } from '../../domain/risk/facts.ts'
import { usageOf } from '../../domain/risk/usage.ts'
import { targetName } from './targets.ts'

/** What the audit keeps of the facts on which a call was judged. */
export type JudgedOn = Readonly<Record<string, unknown>>

/** The market, the money and the state that the rails saw; undefined where they measured nothing. */
export const judgedOn = (intents: readonly OrderIntent[], facts: Facts): JudgedOn | undefined => {
  if (facts.bounds.length === 0) return undefined
  const markets = marketsOf(intents, facts)
  return {
    ...(markets.length > 0 ? { markets } : {}),
    ...(facts.margin ? { equity: facts.margin.equity } : {}),
    ...(facts.reading
      ? { reading: { equity: facts.reading.equity, age_ms: facts.now - facts.reading.at } }
      : {}),
    trading_state: facts.tradingState,
    left: leftUnder(facts),
  }
}

/** Best bid and ask of a pair, as the rails saw them. */
export interface MarketSeen {
  readonly pair: string
  readonly bid: string
  readonly ask: string
  readonly age_ms: number
}

/** The markets of the orders' pairs, as far as a book was read. */
export const marketsOf = (intents: readonly OrderIntent[], facts: Facts): readonly MarketSeen[] =>
  [...new Set(intents.flatMap((intent) => pairOf(intent, facts) ?? []))].flatMap((pair) =>
    marketOf(pair, facts),
  )

/** What was left of each of the token's own allowances before the call. */
const leftUnder = (facts: Facts): Readonly<Record<string, string>> => {
  const own = facts.bounds.find(({ whose }) => whose === 'token')
  const lefts: Record<string, string> = {}
  for (const { allowance, of, left } of own ? usageOf(own, facts) : [])
    if (left !== undefined) lefts[of === undefined ? allowance : `${allowance} ${of}`] = left
  return lefts
}

const pairOf = (intent: OrderIntent, { targets }: Facts): string | undefined =>
  intent.kind === 'amend' ? targets.get(targetName(intent.order))?.pair : intent.pair

const marketOf = (pair: string, { books, now }: Facts): readonly MarketSeen[] => {
  const book = books.get(pair)
  const [bid, ask] = [book?.bids[0]?.[0], book?.asks[0]?.[0]]
  if (!book || bid === undefined || ask === undefined || !isDecimal(bid)) return []
  return [{ pair, bid, ask, age_ms: now - book.at }]
}
