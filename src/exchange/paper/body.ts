import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import type { Reply } from '../../kraken/reply.ts'
import type { TradingMarket } from '../../kraken/trading/call.ts'
import { PAPER_HABITS } from '../../kraken/trading/habits.ts'
import { TRADING_HANDLERS } from '../../kraken/trading/handlers.ts'
import { attempt } from '../attempt.ts'
import { bounded } from '../bounded.ts'
import { withoutUserref } from '../client-order-id.ts'
import type { Clock } from '../clock.ts'
import { mustLieAhead, withDeadline } from '../deadline.ts'
import type { Body } from '../exchange.ts'
import { tagsOf } from '../order-tag.ts'
import type { PaperBook } from './book.ts'
import type { Feed } from './feed.ts'
import type { Looks } from './looks.ts'
import type { Opening } from './opening.ts'
import { pairsNamed } from './pairs-named.ts'
import type { Prices } from './prices.ts'
import { mustWorkOnPaper, unsupported } from './reach.ts'
import { createReadMarket, NO_MARKET } from './read-market.ts'
import { mustBeWatched, mustNotLever } from './refusals.ts'
import { replyOf } from './reply-of.ts'
import { openPairs, type PaperState } from './state.ts'
import { unopenedReply } from './unopened.ts'
import { createWaiting } from './waiting.ts'

interface PaperBodyDeps {
  readonly book: PaperBook
  readonly feed: Feed
  readonly looks: Looks
  readonly prices: Prices
  readonly opening: Opening
  readonly clock: Clock
  /** Something may have become open: the account's alarm must know. */
  readonly changed: () => void
}

/** A stop waits no longer for the market: it counts what was printed before it if that can be learnt so soon. */
const STOP_WAITS_MS = 1_000

/** The paper body: Kraken's own answers from our own book, at the prices of the public market. Nothing is ever signed. */
export const createPaperBody = (deps: PaperBodyDeps): Body => {
  const { book, feed, looks, prices, opening, clock, changed } = deps
  const waiting = createWaiting()
  const marketFor = createReadMarket(feed, prices)

  const answer = (
    { tool }: Endpoint,
    params: Params,
    account: PaperState,
    market: TradingMarket,
  ): unknown => {
    const handler = TRADING_HANDLERS[tool]
    if (!handler) throw unsupported(tool, 'it is not modelled')
    return handler({ account, market, params, now: clock.now(), habits: PAPER_HABITS })
  }

  const act = (endpoint: Endpoint, params: Params, market: TradingMarket): Reply => {
    const reply = replyOf(() => book.change((account) => answer(endpoint, params, account, market)))
    attempt(changed)
    return reply
  }

  // A stop is told what became of it in Kraken's form, whatever broke here.
  const actAnyway = (...command: Parameters<typeof act>): Reply => {
    try {
      return act(...command)
    } catch {
      return { kind: 'errors', errors: ['EGeneral:Internal error'] }
    }
  }

  const read = async (endpoint: Endpoint, params: Params): Promise<Reply> => {
    mustWorkOnPaper(endpoint.tool)
    const none = book.peek() ? undefined : unopenedReply(endpoint, params, clock.now())
    if (none) return none
    await opening.open()
    const market = await marketFor(endpoint, params, book.state())
    return replyOf(() => answer(endpoint, params, book.state(), market))
  }

  /** Everything that a command waits for: the market as it is now, of its own pairs at least. */
  const prepare = async ({ tool }: Endpoint, params: Params): Promise<TradingMarket> => {
    const account = book.state()
    const isAll = tool === 'cancel_all_orders'
    await looks.look(isAll ? openPairs(account) : pairsNamed(params, account, await feed.catalogue()))
    // What the account holds has no part in it, only what it traded: the fee tier is told in dollars.
    return prices.market({ balances: {}, trades: book.state().trades })
  }

  return {
    async ready(endpoint, params) {
      mustWorkOnPaper(endpoint.tool)
      mustLieAhead(params, clock.now())
      mustNotLever(endpoint.intents?.(params) ?? [])
      await opening.open()
    },
    read,
    async urgent(endpoint, params, withinMs) {
      return (await bounded(clock, withinMs, read(endpoint, params))) ?? SILENT
    },
    async send({ call: { endpoint, params } }, depart, arrive) {
      const place = waiting.enter(tagsOf(endpoint.tool, params))
      try {
        const market = await prepare(endpoint, params)
        place.pass()
        const pair = market.find(String(params.pair))?.key
        if (pair !== undefined) mustBeWatched(endpoint.intents?.(params) ?? [], pair, openPairs(book.state()))
        const final = withoutUserref(withDeadline(endpoint, params, clock.now()))
        depart(typeof final.deadline === 'string' ? final.deadline : undefined)
        const reply = act(endpoint, final, market)
        // What could not be written now is written by the caller.
        attempt(() => arrive?.(reply))
        return reply
      } finally {
        place.leave()
      }
    },
    async stop(endpoint, params, depart = () => {}, withinMs = STOP_WAITS_MS) {
      const soon = Math.min(STOP_WAITS_MS, withinMs)
      const none = book.peek() ? undefined : unopenedReply(endpoint, params, clock.now())
      if (none) {
        depart()
        return none
      }
      if (!book.peek()) await bounded(clock, soon, opening.open())
      const market = await bounded(clock, soon, prepareStop(endpoint, params))
      depart()
      return actAnyway(endpoint, params, market ?? NO_MARKET)
    },
    withdraw: waiting.withdraw,
    // A command leaves and lands in one turn.
    inFlight: () => [],
    landed: async () => {},
  }

  async function prepareStop(endpoint: Endpoint, params: Params): Promise<TradingMarket> {
    if (endpoint.tool === 'cancel_all_orders_after') return NO_MARKET
    return prepare(endpoint, params)
  }
}

/** The lost answer of one who asked urgently and could not wait. */
const SILENT: Reply = { kind: 'lost', why: 'timeout' }
