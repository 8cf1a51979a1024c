import { add, type Decimal, isZero, subtract } from '../../domain/money.ts'
import type { TradingMarket } from '../../kraken/trading/call.ts'
import { PAPER_HABITS } from '../../kraken/trading/habits.ts'
import { TRADING_HANDLERS } from '../../kraken/trading/handlers.ts'
import { valueIn } from '../../kraken/trading/value.ts'
import { attempt } from '../attempt.ts'
import { seenOrders } from '../order-look.ts'
import type { Tables } from '../rails/tables.ts'
import type { Records } from '../records.ts'
import type { Sql } from '../sql.ts'
import { NO_MARKET } from './read-market.ts'
import type { PaperState } from './state.ts'

/** What a book leaves behind in the account's records when another takes its place. */
export interface Closing {
  /** The assets, by their symbols, whose prices it takes. */
  assets(): readonly string[]
  /** Called in the step in which the new book begins. */
  close(old: PaperState, market: TradingMarket, now: number): void
}

interface ClosingDeps extends Pick<Records, 'fills' | 'journal' | 'states'> {
  readonly sql: Sql
  readonly tables: Pick<Tables, 'known'>
}

/** Where the risk check finds what went away with a book: it is neither gain nor loss. */
export const LEFT = 'risk:left'
const AT_ONCE = 50
const USD = 'ZUSD'

/**
 * A reset must not loosen what a token is held to, nor jam it: what has traded is learnt from the old book while it can be
 * asked, its orders stop counting, what tokens won or lost stays theirs at the prices of the moment, in dollars, and the
 * balances leave as a withdrawal would.
 */
export const createClosing = ({ sql, fills, journal, states, tables }: ClosingDeps): Closing => {
  const learn = (old: PaperState, now: number): void => {
    const table = tables.known()
    const rows = sql.run(
      "SELECT txids FROM intents WHERE state = 'placed' AND side IS NOT NULL AND final = 0",
    )
    const ids = rows.flatMap(({ txids }) => (typeof txids === 'string' ? JSON.parse(txids) : []).slice(0, 1))
    for (let at = 0; table && at < ids.length; at += AT_ONCE) {
      const params = { txid: ids.slice(at, at + AT_ONCE) }
      const call = { account: old, market: NO_MARKET, params, now, habits: PAPER_HABITS }
      fills.learn(seenOrders(TRADING_HANDLERS.query_orders?.(call)) ?? [], table.pair, now)
    }
  }

  const forgetOrders = (now: number): void => {
    for (const { id } of journal.workingOrders()) journal.ended(id, 'canceled', now)
    sql.run("UPDATE intents SET final = 1 WHERE state = 'placed' AND side IS NOT NULL AND final = 0")
    sql.run('DELETE FROM inventory')
  }

  const settle = (market: TradingMarket, now: number): void => {
    const won = new Map<string, Decimal>()
    for (const { token_id, asset, net } of sql.run('SELECT token_id, asset, net FROM built')) {
      const key = market.asset(String(asset))?.key
      // What has no price now stays as it is.
      const worth = key === undefined ? undefined : attempt(() => valueIn(market, key, String(net), USD, now))
      if (worth === undefined) continue
      won.set(String(token_id), add(won.get(String(token_id)) ?? '0', worth))
      sql.run('DELETE FROM built WHERE token_id = ? AND asset = ?', String(token_id), String(asset))
    }
    for (const [token, net] of won)
      sql.run("INSERT INTO built (token_id, asset, net) VALUES (?, 'USD', ?)", token, net)
  }

  // Of two resets between two readings, what the first gave was never seen to come.
  const leave = ({ balances, beginning }: PaperState): void => {
    const pending = states.get(LEFT)
    const left: Record<string, Decimal> = { ...Object(pending) }
    const move = (by: (a: Decimal, b: Decimal) => Decimal, amounts: Readonly<Record<string, Decimal>>) => {
      for (const [asset, amount] of Object.entries(amounts)) left[asset] = by(left[asset] ?? '0', amount)
    }
    if (pending !== undefined) move(subtract, beginning.balances)
    move(add, balances)
    states.set(LEFT, left)
    // Equal balances do not mean that nothing has flowed.
    states.clear('risk:known')
  }

  return {
    assets: () =>
      sql
        .run('SELECT DISTINCT asset, net FROM built')
        .flatMap(({ asset, net }) => (isZero(String(net)) ? [] : [String(asset)])),
    close: (old, market, now) =>
      sql.transaction(() => {
        learn(old, now)
        forgetOrders(now)
        settle(market, now)
        leave(old)
      }),
  }
}
