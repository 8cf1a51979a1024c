import { normalise } from '../../domain/money.ts'
import type { Facts } from '../../domain/risk/facts.ts'
import type { Question } from '../approvals/store.ts'
import type { MarketNow, Waiting } from '../overview.ts'
import type { PairTable } from '../rails/tables.ts'
import { currencyOf } from '../risk-check/documents.ts'
import type { NameOf } from './names.ts'
import { sharesOf } from './shares.ts'

interface Around {
  readonly nameOf: NameOf
  readonly table: PairTable | undefined
  readonly facts: Facts
}

/** A question as its owner sees it. */
export const waitingOf = (question: Question, { nameOf, table, facts }: Around): Waiting => {
  const currency = currencyOf(facts.bounds[0]?.mandate ?? {})
  // The cost was measured in the mandate's currency, or is told in the quote asset: its unit is told where they are one.
  const quote = pairOf(question, table)?.quote
  const known = quote === currency ? currency : undefined
  const cost = question.cost !== undefined && known ? { amount: question.cost, currency: known } : undefined
  return {
    intent: question.id,
    tokenId: question.tokenId,
    tokenName: nameOf(question.tokenId),
    summary: question.summary,
    cost: question.cost,
    currency: known,
    reasons: question.reasons,
    lapsesAt: question.lapsesAt,
    asked: question.market && quoted(question.market, question.askedAt),
    shares: sharesOf(facts, cost),
  }
}

/** The pair that a question is about, where it is about one. */
export const pairOf = ({ params }: Question, table: PairTable | undefined) =>
  typeof params.pair === 'string' ? table?.pair(params.pair) : undefined

/** Best bid and ask of a pair among the quotes of a look. */
export const marketIn = (
  { quotes }: Facts,
  pair: { readonly symbol: string; readonly base: string; readonly quote: string } | undefined,
): MarketNow | undefined => {
  const quote = pair && quotes.find((one) => one.base === pair.base && one.quote === pair.quote)
  return quote && pair && quoted({ ...quote, pair: pair.symbol }, quote.at)
}

const quoted = ({ pair, bid, ask }: Omit<MarketNow, 'at'>, at: number): MarketNow => ({
  pair,
  bid: normalise(bid),
  ask: normalise(ask),
  at,
})
