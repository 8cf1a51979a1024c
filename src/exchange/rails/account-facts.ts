import { amountIn, textOrEmpty } from '../../domain/field.ts'
import { add, divide, isDecimal, isPositive, isZero, subtract } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import type { HoldingFact, MarginFact, PositionFact } from '../../domain/risk/facts.ts'
import type { Reply } from '../../kraken/reply.ts'
import { rowsIn } from '../protective.ts'
import type { PairTable } from './tables.ts'

type Fields = Readonly<Record<string, unknown>>

/** What BalanceEx says: all suffixes of an asset together, borrowed credit subtracted; undefined unless it says. */
export const holdingsIn = (reply: Reply, table: PairTable): readonly HoldingFact[] | undefined => {
  const rows = rowsIn(reply)
  if (!rows) return undefined
  const holdings = new Map<string, HoldingFact>()
  for (const [code, row] of rows) {
    const asset = table.asset(code)
    const before = holdings.get(asset) ?? { asset, total: '0', free: '0' }
    const total = subtract(amountIn(row.balance), amountIn(row.credit_used))
    // Kraken's BalanceEx page: available is balance + credit - credit_used - hold_trade. Coins with a suffix cannot be traded.
    const free = isTradable(code) ? subtract(add(total, amountIn(row.credit)), amountIn(row.hold_trade)) : '0'
    holdings.set(asset, { asset, total: add(before.total, total), free: add(before.free, free) })
  }
  return [...holdings.values()]
}

/** What TradeBalance says, in its unit (USD unless asked otherwise); undefined unless it says. */
export const marginIn = (reply: Reply): MarginFact | undefined => {
  const row = reply.kind === 'result' && isRecord(reply.result) ? reply.result : undefined
  if (!row || typeof row.e !== 'string' || typeof row.mf !== 'string') return undefined
  return {
    equity: amountIn(row.e),
    freeMargin: amountIn(row.mf),
    ...(typeof row.ml === 'string' && isDecimal(row.ml) ? { levelPercent: row.ml } : {}),
  }
}

/** What OpenPositions says; `tokenOf` tells whose order opened one. Undefined unless it says. */
export const positionFactsIn = (
  reply: Reply,
  table: PairTable,
  tokenOf: (txid: string) => string | undefined,
): readonly PositionFact[] | undefined =>
  rowsIn(reply)?.flatMap(([, row]) => {
    if (row.type !== 'buy' && row.type !== 'sell') return []
    const pair = table.pair(textOrEmpty(row.pair))?.symbol ?? textOrEmpty(row.pair)
    const open = subtract(amountIn(row.vol), amountIn(row.vol_closed))
    if (isZero(open)) return []
    return [
      { pair, side: row.type, open, leverage: leverageOf(row), tokenId: tokenOf(textOrEmpty(row.ordertxid)) },
    ]
  })

const isTradable = (code: string): boolean => !code.includes('.') || code.endsWith('.T')

const leverageOf = ({ cost, margin }: Fields): string | undefined =>
  isPositive(amountIn(margin)) ? divide(amountIn(cost), amountIn(margin), 0, 'half-up') : undefined
