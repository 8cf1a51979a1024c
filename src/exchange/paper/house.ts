import { BreakwaterError } from '../../domain/errors.ts'
import { CancelAll } from '../../kraken/endpoints/trading/cancelling.ts'
import { attempt } from '../attempt.ts'
import type { Audit } from '../audit.ts'
import type { Clock } from '../clock.ts'
import type { Answered, Exchange } from '../exchange.ts'
import type { HouseTools } from '../house.ts'
import type { JournalBook } from '../journal-book.ts'
import { OWNER_ID } from '../owner-id.ts'
import type { Tables } from '../rails/tables.ts'
import type { PaperBook } from './book.ts'
import { explain } from './explain.ts'
import type { Looks } from './looks.ts'
import type { Opening } from './opening.ts'
import { overviewOf } from './overview.ts'
import type { Prices } from './prices.ts'
import { openPairs } from './state.ts'

interface PaperToolsDeps {
  readonly name: string
  readonly book: PaperBook
  readonly tables: Pick<Tables, 'load'>
  readonly looks: Looks
  readonly prices: Prices
  readonly opening: Opening
  readonly stop: Exchange['stop']
  readonly audit: Audit
  readonly journal: Pick<JournalBook, 'byOrder'>
  readonly clock: Pick<Clock, 'now'>
  readonly everyMs: number
}

/** The tools that only a paper account has. */
export const paperTools = (deps: PaperToolsDeps): HouseTools => {
  const { name, book, tables, looks, prices, opening, stop, audit, journal, clock } = deps

  const overview = async () => {
    await opening.open()
    const market = await prices.market(book.state())
    return overviewOf(book.state(), market, clock.now())
  }

  /** The orders in the book that another token has placed; those that nobody's row names are nobody's. */
  const othersOrders = (tokenId: string): readonly string[] =>
    Object.values(book.state().orders).flatMap(({ id, clientOrderId }) => {
      const holder = journal.byOrder({ txid: id, clientOrderId })?.tokenId ?? tokenId
      return holder === tokenId || tokenId === OWNER_ID ? [] : [id]
    })

  return {
    async get_paper_account(): Promise<Answered> {
      const pairs = book.peek() ? openPairs(book.state()) : []
      const watch = pairs.map((pair) => ({ pair, seen_ms_ago: agoOf(looks.seen(pair)?.at, clock.now()) }))
      return {
        result: { account: name, ...(await overview()), looks: { every_ms: deps.everyMs, pairs: watch } },
      }
    },

    async reset_paper_account({ account }, caller) {
      if (account !== name) throw otherName(name)
      const before = await overview()
      const others = othersOrders(caller.tokenId)
      if (others.length > 0) throw inUse(others)
      if (Object.keys(book.state().orders).length > 0) await stop(CancelAll, {}, caller)
      await tables.load()
      await opening.again()
      looks.forget()
      const facts = { equity: before.equity, pnl: before.pnl }
      attempt(() =>
        audit.write({ event: 'paper.reset', tokenId: caller.tokenId, subject: name, facts }, clock.now()),
      )
      return {
        result: { account: name, before: facts, ...(await overview()) },
        note: 'The book began anew. Audit, intents and switches stay as they were.',
      }
    },

    async explain_fill({ id }) {
      await opening.open()
      const trade = book.state().trades.find((one) => one.id === id)
      if (!trade) throw unknownTrade()
      return { result: explain(trade) }
    },
  }
}

const agoOf = (at: number | undefined, now: number): number | null => (at === undefined ? null : now - at)

const otherName = (name: string) =>
  new BreakwaterError('invalid', 'invalid_argument', `Say the account’s own name to reset it: ${name}.`, {
    hint: 'A reset cancels every order and forgets all trades; only the audit stays.',
    details: { parameter: 'account' },
  })

const inUse = (orders: readonly string[]) =>
  new BreakwaterError(
    'refused',
    'paper_in_use',
    `Another token has ${orders.length} open order(s) on this paper account; nothing was reset.`,
    {
      hint: 'Its agent cancels them first, or cancel_all_orders does where your mandate allows it; then reset.',
      details: { orders },
    },
  )

const unknownTrade = () =>
  new BreakwaterError('invalid', 'invalid_argument', 'This paper account has no trade of that id.', {
    hint: 'get_trade_history shows the ids; they begin with T0.',
    details: { parameter: 'id' },
  })
