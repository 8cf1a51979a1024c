import { amountIn, textIn } from '../../domain/field.ts'
import {
  add,
  divide,
  isDecimal,
  isMore,
  isZero,
  larger,
  multiply,
  negate,
  subtract,
} from '../../domain/money.ts'
import type { PairFact } from '../../domain/risk/facts.ts'
import type { Audit } from '../audit.ts'
import type { SeenOrder } from '../order-look.ts'
import type { Sql, SqlRow } from '../sql.ts'

/** What traded since the last look, of one order; symbols (`BTC`, `USD`), cost and fee in the quote asset. */
export interface FillDelta {
  readonly tokenId: string
  readonly base: string
  readonly quote: string
  readonly side: 'buy' | 'sell'
  readonly isMargin: boolean
  readonly volume: string
  readonly cost: string
  readonly fee: string
  /** What of the fee was taken in the base asset instead; "0" where it was taken in the quote asset. */
  readonly baseFee: string
}

/** What of our orders is known to have traded. */
export interface Fills {
  /** Grows whenever something was learnt: what was read of holdings before is out of date then. */
  version(): number
  /**
   * Writes down what a look saw of orders that are on record: what traded since the last look moves the inventory of the
   * token whose order it is. Every fill counts once, in whatever order looks come. An order on a pair that `pair` does not
   * know waits for another look, and counts as working until then. `began` is when Kraken was asked, where that was before
   * `now`: what an amend made smaller is believed to a look that began after it.
   */
  learn(
    seen: readonly SeenOrder[],
    pair: (name: string) => PairFact | undefined,
    now: number,
    began?: number,
  ): void
}

const ENDINGS: Readonly<Record<string, string>> = {
  closed: 'filled',
  canceled: 'canceled',
  expired: 'expired',
}

/** `filled` hears of every delta once, within the transaction that notes it. */
export const createFills = (sql: Sql, audit: Audit, filled: (delta: FillDelta) => void = () => {}): Fills => {
  let version = 0

  const move = (tokenId: string, asset: string, by: string): void => {
    const [row] = sql.run('SELECT net FROM inventory WHERE token_id = ? AND asset = ?', tokenId, asset)
    sql.run(
      `INSERT INTO inventory (token_id, asset, net) VALUES (?, ?, ?)
       ON CONFLICT (token_id, asset) DO UPDATE SET net = excluded.net`,
      tokenId,
      asset,
      add(amountIn(row?.net), by),
    )
  }

  /** Spot alone: what a margin order trades is a position, not a holding. */
  const trade = (delta: FillDelta): void => {
    version++
    filled(delta)
    if (delta.isMargin) return
    const { tokenId, base, quote, side, volume, cost, fee, baseFee } = delta
    move(tokenId, base, subtract(side === 'buy' ? volume : negate(volume), baseFee))
    move(tokenId, quote, subtract(side === 'buy' ? negate(cost) : cost, isZero(baseFee) ? fee : '0'))
  }

  const learnOne = (
    order: SeenOrder,
    pair: (name: string) => PairFact | undefined,
    now: number,
    began: number,
  ): void => {
    const [row] = sql.run(
      `SELECT id, token_id, side, pair, symbol, leverage, volume, worst_price, limit_price, filled, cost, fee, final, ended,
         amended_at, amended_worst FROM intents
       WHERE side IS NOT NULL AND txids = ? AND state = 'placed' LIMIT 1`,
      JSON.stringify([order.txid]),
    )
    const known = row && pair(String(row.pair))
    if (!row || row.final === 1 || !known) return
    const before = { volume: amountIn(row.filled), cost: amountIn(row.cost), fee: amountIn(row.fee) }
    const after = {
      volume: larger(before.volume, amountIn(order.executed)),
      cost: larger(before.cost, amountIn(order.cost)),
      fee: larger(before.fee, amountIn(order.fee)),
    }
    const hasTraded = isMore(after.volume, before.volume) || isMore(after.cost, before.cost)
    const ending = ENDINGS[order.status]
    const isFollowed = typeof row.amended_at === 'number' && row.amended_at <= began
    const shape = isFollowed ? shapeNow(row, order) : shapeOf(row, order)
    // Most looks show what is known already: nothing is written for them.
    if (!hasTraded && !ending && !isFollowed && !isNews(row, known, shape)) return
    sql.run(
      `UPDATE intents SET filled = ?, cost = ?, fee = ?, filled_at = CASE WHEN ? THEN ? ELSE filled_at END, symbol = ?,
         volume = ?, limit_price = ?, worst_price = ?, final = ?, ended = COALESCE(ended, ?),
         amended_at = CASE WHEN ? THEN NULL ELSE amended_at END WHERE id = ?`,
      after.volume,
      after.cost,
      after.fee,
      hasTraded ? 1 : 0,
      Math.min(now, Math.round(order.closedAt ?? now)),
      known.symbol,
      shape.volume,
      shape.limit,
      shape.worst,
      ending ? 1 : 0,
      ending ?? null,
      isFollowed ? 1 : 0,
      row.id ?? null,
    )
    const tokenId = String(row.token_id)
    if (hasTraded) trade({ ...deltaOf(before, after, order), ...sidesOf(row, known), tokenId })
    if (ending && row.ended === null)
      audit.write({ event: `order.${ending}`, tokenId, subject: String(row.id) }, now)
  }

  return {
    version: () => version,
    learn: (seen, pair, now, began = now) =>
      sql.transaction(() => {
        for (const order of seen) learnOne(order, pair, now, began)
      }),
  }
}

interface Traded {
  readonly volume: string
  readonly cost: string
  readonly fee: string
}

const deltaOf = (before: Traded, after: Traded, { flags = [] }: SeenOrder) => {
  const fee = subtract(after.fee, before.fee)
  const traded = {
    volume: subtract(after.volume, before.volume),
    cost: subtract(after.cost, before.cost),
    fee,
  }
  return { ...traded, baseFee: flags.includes('fcib') ? inBase(fee, after) : '0' }
}

const PLACES = 10

// An order tells its fee in the quote asset, also where it was taken in the other.
const inBase = (fee: string, { volume, cost }: Traded): string =>
  isZero(cost) ? '0' : divide(multiply(fee, volume), cost, PLACES, 'up')

const sidesOf = (row: SqlRow, { base, quote }: PairFact) => ({
  base,
  quote,
  side: row.side === 'sell' ? ('sell' as const) : ('buy' as const),
  isMargin: row.leverage !== null,
})

interface Shape {
  readonly volume: string | null
  readonly limit: string | null
  readonly worst: string | null
}

/** What a look shows of an order's size and price, where somebody amended it elsewhere. */
const shapeOf = (row: SqlRow, order: SeenOrder): Shape => {
  const seen = limitOf(order)
  const higher = (value: unknown) => dearest(textIn(value), seen)
  return {
    volume: volumeOf(row, order),
    limit: higher(row.limit_price),
    // Where nothing was measured its own prices are what it counts.
    worst: textIn(row.worst_price) === undefined ? null : higher(row.worst_price),
  }
}

/** The order itself, once a look has followed its last amend: no earlier size or price of it counts any more. */
const shapeNow = (row: SqlRow, order: SeenOrder): Shape => {
  const seen = limitOf(order)
  const measured = textIn(row.amended_worst) ?? textIn(row.worst_price)
  return {
    volume: isInCost(order) || !isDecimal(order.volume) ? (textIn(row.volume) ?? null) : order.volume,
    limit: seen ?? textIn(row.limit_price) ?? null,
    worst: textIn(row.worst_price) === undefined ? null : dearest(measured, seen),
  }
}

const isInCost = ({ flags = [] }: SeenOrder): boolean => flags.includes('viqc')

const dearest = (before: string | undefined, seen: string | null): string | null => {
  if (before === undefined || seen === null) return before ?? seen
  return isMore(seen, before) ? seen : before
}

const isNews = (row: SqlRow, { symbol }: PairFact, { volume, limit, worst }: Shape): boolean =>
  row.symbol !== symbol || row.volume !== volume || row.limit_price !== limit || row.worst_price !== worst

// A look from before an amend must not shrink what was enlarged since: the larger of the two counts.
const volumeOf = ({ volume }: SqlRow, order: SeenOrder): string | null => {
  const before = textIn(volume)
  if (isInCost(order) || !isDecimal(order.volume)) return before ?? null
  return before === undefined || isMore(order.volume, before) ? order.volume : before
}

// The price of one that has a trigger as well is its second.
const limitOf = ({ orderType, price, price2 }: SeenOrder): string | null => {
  const limit = orderType.endsWith('-limit') ? price2 : price
  return isDecimal(limit) && isMore(limit, '0') ? limit : null
}
