import { BreakwaterError } from '../../domain/errors.ts'
import { add, type Decimal } from '../../domain/money.ts'
import { DEFAULT_OPENING, type PaperOpening } from '../../domain/paper-opening.ts'
import type { AccountState } from '../../kraken/trading/account.ts'
import type { TradingMarket } from '../../kraken/trading/call.ts'
import { openRecord } from '../../kraken/trading/open-record.ts'
import { valueIn } from '../../kraken/trading/value.ts'
import { attempt } from '../attempt.ts'
import type { Clock } from '../clock.ts'
import type { PaperBook } from './book.ts'
import type { Catalogue } from './catalogue.ts'
import type { Closing } from './closing.ts'
import type { Feed } from './feed.ts'
import type { Prices } from './prices.ts'

export interface OpeningDeps {
  /** The account's name, such as "paper:demo"; the seed of its ids. */
  readonly name: string
  /** What the owner gave it; without an answer the usual ten thousand dollars. Rejects where nobody can say. */
  readonly wanted: () => Promise<PaperOpening | undefined>
  readonly book: PaperBook
  readonly feed: Feed
  readonly prices: Prices
  readonly closing: Closing
  readonly clock: Pick<Clock, 'now'>
}

/** Opens the account when it is first used, and again when it is reset. */
export interface Opening {
  /** Resolves when the account is open. Throws `unavailable` (paper_prices) and `refused` (paper_opening). */
  open(): Promise<void>
  /** Begins anew with the opening balance; ids go on under another seed. */
  again(): Promise<void>
}

export const createOpening = (deps: OpeningDeps): Opening => {
  const { name, wanted, book, feed, prices, closing, clock } = deps
  let opening: Promise<void> | undefined
  let reopening: Promise<void> | undefined

  const begin = async (resets: number): Promise<void> => {
    const { balances: named, feeTier } = (await wanted().catch(unread)) ?? DEFAULT_OPENING
    const catalogue = await feed.catalogue()
    const balances = inKeys(named, catalogue)
    const others = closing.assets().flatMap((asset) => catalogue.asset(asset)?.key ?? [])
    const priced = Object.fromEntries(others.map((asset) => [asset, '0']))
    const market = await prices.market({ balances: { ...priced, ...balances }, trades: [] })
    const [now, old] = [clock.now(), book.peek()]
    const record: AccountState = openRecord({ seed: `${name}:${resets}`, mark: '0', balances, now })
    const value = worthOf(balances, market, now)
    book.begin({ ...record, leastTier: feeTier, tape: {}, beginning: { at: now, balances, value, resets } })
    if (old) attempt(() => closing.close(old, market, now))
  }

  return {
    async open() {
      if (book.peek()) return
      opening ??= begin(0).finally(() => {
        opening = undefined
      })
      await opening
    },
    // Two at once begin one book: under one seed, a second would give the first one's ids to other orders.
    again() {
      reopening ??= begin((book.peek()?.beginning.resets ?? -1) + 1).finally(() => {
        reopening = undefined
      })
      return reopening
    },
  }
}

/** What balances are worth in USD at the market's last prices; what no pair leads to USD counts as nothing. */
export const worthOf = (
  balances: Readonly<Record<string, Decimal>>,
  market: TradingMarket,
  now: number,
): Decimal =>
  Object.entries(balances).reduce(
    (total, [asset, amount]) => add(total, valueIn(market, asset, amount, 'ZUSD', now) ?? '0'),
    '0',
  )

const inKeys = (named: PaperOpening['balances'], catalogue: Catalogue): Record<string, Decimal> => {
  const balances: Record<string, Decimal> = {}
  for (const [name, amount] of Object.entries(named)) {
    const asset = catalogue.asset(name)
    if (!asset) throw unknownAsset(name)
    balances[asset.key] = add(balances[asset.key] ?? '0', amount)
  }
  return balances
}

const unread = (): never => {
  throw new BreakwaterError(
    'unavailable',
    'paper_prices',
    'What this paper account begins with cannot be read now.',
    {
      hint: 'Try again in a few seconds.',
      retryAfter: 5,
    },
  )
}

const unknownAsset = (name: string) =>
  new BreakwaterError(
    'refused',
    'paper_opening',
    `The account was to begin with ${name}, which the exchange does not list.`,
    {
      hint: 'The owner makes a token for another paper account, with balances in listed assets.',
    },
  )
