import { BreakwaterError } from '../../domain/errors.ts'
import type { Depth } from '../../domain/matching/depth.ts'
import type { Decimal } from '../../domain/money.ts'
import type { Pair, TradingMarket } from '../../kraken/trading/call.ts'
import type { Clock } from '../clock.ts'
import type { Catalogue } from './catalogue.ts'
import type { Feed } from './feed.ts'
import type { Looks } from './looks.ts'
import type { PaperState } from './state.ts'

/** The public market as the trading calls of one moment see it: nothing in it waits. */
export interface Prices {
  /** Fetches what is needed to put a value on everything the account holds and traded, in these assets and in USD. */
  market(
    account: Pick<PaperState, 'balances' | 'trades'>,
    targets?: readonly string[],
  ): Promise<TradingMarket>
}

const NOTHING: Depth = { bids: [], asks: [] }
/** A value needs no newer price than this. */
const FRESH_MS = 5_000
const MONTH_MS = 30 * 86_400_000
const USD = 'ZUSD'

export const createPrices = (feed: Feed, looks: Looks, clock: Pick<Clock, 'now'>): Prices => {
  const known = new Map<string, { readonly price: Decimal; readonly at: number }>()

  const last = (pair: string): Decimal => {
    const [seen, told] = [looks.seen(pair), known.get(pair)]
    const price = seen && (!told || seen.at >= told.at) ? seen.last : told?.price
    if (price === undefined) throw unknownPrice(pair)
    return price
  }

  const isFresh = ({ key }: Pair): boolean =>
    clock.now() - Math.max(looks.seen(key)?.at ?? 0, known.get(key)?.at ?? 0) < FRESH_MS

  return {
    async market(account, targets = []) {
      const { pairs, find, asset } = await feed.catalogue()
      const assets = [...Object.keys(account.balances), ...quotesOf(account, pairs, clock.now())]
      const needed = bridges(pairs, assets, [...targets, USD])
      const stale = needed.filter((pair) => !isFresh(pair))
      const at = clock.now()
      for (const [key, price] of await feed.prices(stale)) known.set(key, { price, at })
      return { pairs, find, asset, book: (pair) => looks.seen(pair)?.depth ?? NOTHING, last }
    },
  }
}

const quotesOf = ({ trades }: Pick<PaperState, 'trades'>, pairs: Catalogue['pairs'], now: number) => [
  ...new Set(
    trades.filter(({ time }) => time > now - MONTH_MS).flatMap(({ pair }) => pairs.get(pair)?.quote ?? []),
  ),
]

/** The pairs by which one of the assets is told in one of the others, directly or by way of USD. */
const bridges = (
  pairs: Catalogue['pairs'],
  assets: readonly string[],
  targets: readonly string[],
): readonly Pair[] => {
  const from = new Set([...assets, USD])
  const to = new Set(targets)
  return [...pairs.values()].filter(
    ({ base, quote }) => (from.has(base) && to.has(quote)) || (to.has(base) && from.has(quote)),
  )
}

const unknownPrice = (pair: string) =>
  new BreakwaterError('unavailable', 'paper_prices', `No price of ${pair} is known now.`, {
    hint: 'Try again in a few seconds.',
    retryAfter: 5,
  })
