import { allowedHint, type Case, finding, limitOf, type Rule } from './case.ts'

/** P03: the pair takes such orders now, in Kraken's own words. */
export const market: Rule = (one) => {
  const { symbol, status } = one.look.pair
  if (status === 'online' || takes(one, status)) return []
  return [
    finding(
      one,
      'market_restricted',
      `${symbol} takes no such order now (Market in ${status} mode).`,
      { status },
      { hint: 'Wait until Kraken opens it: get_asset_pairs shows its status. Cancels work.' },
    ),
  ]
}

const takes = ({ look, isReductionForAll }: Case, status: string): boolean => {
  const flags = look.intent.kind === 'add' ? (look.intent.flags ?? []) : []
  if (status === 'post_only') return flags.includes('post') || look.target !== undefined
  if (status === 'limit_only') return look.limit !== undefined
  return status === 'reduce_only' && look.isMargin && isReductionForAll
}

/** P03: the pair stands in the mandate's list, unless the order reduces. */
export const pairAllowed: Rule = (one) => {
  const { pairs } = one.rules
  const { symbol } = one.look.pair
  if (pairs === undefined || pairs.has(symbol) || one.isReduction) return []
  return [
    finding(
      one,
      'pair_not_allowed',
      `${symbol} is not among the ${limitOf(one, 'pairs')}.`,
      { pair: symbol, pairs: [...pairs].join(' ') },
      { hint: allowedHint('pairs', pairs) },
    ),
  ]
}
