import { BreakwaterError } from '../../domain/errors.ts'
import type { Depth } from '../../domain/matching/depth.ts'
import type { Decimal } from '../../domain/money.ts'
import type { Clock } from '../clock.ts'
import type { PaperBook } from './book.ts'
import type { Feed } from './feed.ts'
import { type Glimpse, glimpse } from './glimpse.ts'
import { furthest, lastTime, unseen } from './progress.ts'
import { openPairs, type PaperState } from './state.ts'
import { momentOn, showMarket } from './timeline.ts'

/** What was last seen of a pair, and when (unix milliseconds). */
export interface Sight {
  readonly depth: Depth
  readonly last: Decimal
  readonly at: number
}

/** A glimpse with its place among all of them: one that waited for others must not hide what came after it. */
interface Numbered extends Glimpse {
  readonly nth: number
  /** When it was asked for: what was traded after that may not be in it. */
  readonly askedAt: number
  readonly at: number
}

/** Keeps an account's orders up to date with the public market. */
export interface Looks {
  /**
   * Brings these pairs up to now, and those with orders where time alone has made something due. Who asks within a
   * second is served by the same look. Throws what the market throws, and `busy` (paper_behind) while the tape of a
   * pair is longer than one look reads.
   */
  look(pairs: readonly string[]): Promise<void>
  seen(pair: string): Sight | undefined
  /** Forgets what was seen: the account begins anew. */
  forget(): void
}

interface LooksDeps {
  readonly feed: Feed
  readonly book: PaperBook
  readonly clock: Pick<Clock, 'now'>
  readonly everyMs: number
}

/** So long a look counts as the present. */
const FRESH_MS = 1_000

export const createLooks = ({ feed, book, clock, everyMs }: LooksDeps): Looks => {
  const sights = new Map<string, Sight & { readonly nth: number }>()
  const failedAt = new Map<string, number>()
  const asking = new Map<string, Promise<Numbered>>()
  let count = 0

  const isFresh = (pair: string): boolean => {
    const sight = sights.get(pair)
    return sight !== undefined && clock.now() - sight.at < FRESH_MS && clock.now() >= sight.at
  }

  const ask = (pair: string): Promise<Numbered> => {
    const asked = asking.get(pair) ?? askAnew(pair).finally(() => asking.delete(pair))
    asking.set(pair, asked)
    return asked
  }

  const askAnew = async (key: string): Promise<Numbered> => {
    const pair = (await feed.catalogue()).pairs.get(key)
    if (!pair) throw unlisted(key)
    const state = book.state()
    // Where no order is open, nobody waited for what was printed meanwhile.
    const from = openPairs(state).includes(key) ? state.tape[key] : undefined
    const askedAt = clock.now()
    const seen = await glimpse(feed, pair, from)
    const at = clock.now()
    return { ...seen, depth: { ...seen.depth, at }, askedAt, at, nth: ++count }
  }

  // What could not be seen a moment ago keeps nobody waiting who did not ask for it.
  const failedLately = (pair: string): boolean => {
    const at = failedAt.get(pair)
    return at !== undefined && at <= clock.now() && clock.now() - at < everyMs
  }

  /** The pairs on which time alone has made something due; all of them where it is the dead-man timer. */
  const due = (): readonly string[] => {
    const account = book.state()
    return openPairs(account).filter(
      (pair) => isTimerDue(account) || (momentOn(account, pair) ?? Number.POSITIVE_INFINITY) <= clock.now(),
    )
  }

  const isTimerDue = ({ deadMan }: PaperState): boolean => deadMan !== undefined && deadMan <= clock.now()

  const isNews = ({ pair, nth }: Numbered): boolean => nth > (sights.get(pair)?.nth ?? 0)

  const take = (glimpses: readonly Numbered[]): void => {
    const now = clock.now()
    const isWhole = glimpses.every((one) => one.isWhole)
    const ends = glimpses.map((one) => (one.isWhole ? one.askedAt : Math.min(one.askedAt, lastTime(one))))
    const until = Math.min(now, ...ends)
    book.change((account) => {
      const sightings = glimpses.map((one) => ({
        pair: one.pair,
        prints: unseen(account, one, until),
        depth: isNews(one) ? one.depth : undefined,
      }))
      showMarket(account, sightings, { until, now, knownFrom: now - 2 * everyMs, showsBooks: isWhole })
      for (const one of glimpses) account.tape[one.pair] = furthest(account.tape[one.pair], one, until)
    })
    if (!isWhole) throw behind()
    for (const { pair, depth, cursor, at, nth } of glimpses.filter(isNews))
      sights.set(pair, { depth, last: cursor.last, at, nth })
  }

  return {
    async look(pairs) {
      const waiting = due()
      const isDue = waiting.length > 0 || isTimerDue(book.state())
      const wanted = [...new Set([...pairs, ...waiting.filter((pair) => !failedLately(pair))])]
      if (!isDue && wanted.every(isFresh)) return
      const glimpses: Numbered[] = []
      const failures = new Map<string, unknown>()
      // One after the other: the public market has limits too. A pair that cannot be seen hides no other.
      for (const pair of wanted) {
        try {
          glimpses.push(await ask(pair))
          failedAt.delete(pair)
        } catch (caught) {
          failures.set(pair, caught)
          failedAt.set(pair, clock.now())
        }
      }
      if (glimpses.length > 0 || isDue) take(glimpses)
      const blind = pairs.find((pair) => failures.has(pair))
      if (blind !== undefined) throw failures.get(blind)
    },
    seen: (pair) => sights.get(pair),
    forget: () => sights.clear(),
  }
}

const behind = () =>
  new BreakwaterError(
    'busy',
    'paper_behind',
    'The paper account is still reading what was traded meanwhile.',
    {
      hint: 'Send it again in a few seconds; cancels work.',
      retryAfter: 5,
    },
  )

const unlisted = (key: string) =>
  new BreakwaterError('unavailable', 'paper_prices', `The exchange lists no pair ${key} any more.`, {
    hint: 'Cancel the orders on it.',
  })
