import type { AllocationLine, BalanceLine } from '../../domain/equity/holdings.ts'
import type { MarkedPosition } from '../../domain/equity/values.ts'
import { amountIn } from '../../domain/field.ts'
import { isDecimal } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import type { Reply } from '../../kraken/reply.ts'
import { rowsIn } from '../protective.ts'
import type { PairTable } from '../rails/tables.ts'
import { isDenied } from './ask.ts'

/** Balances that earn, and so may be told by Earn too; tokenised ones and fiat on hold do not. */
const EARNING = /\.(?!T$|HOLD$)[A-Z]+$/

/** The lines of BalanceEx; undefined where they could not be read. */
export const balancesIn = (reply: Reply, table: PairTable): readonly BalanceLine[] | undefined =>
  rowsIn(reply)?.map(([code, row]) => ({
    asset: table.asset(code),
    isSuffixed: EARNING.test(code),
    balance: amountIn(row.balance),
    credit: amountIn(row.credit_used),
  }))

/** How the balances stand, all of them and those that earn: what an order holds changes without a row in the ledger. */
export const marksOf = (reply: Reply): { readonly mark: string; readonly earnMark: string } => {
  const lines = (rowsIn(reply) ?? []).map(
    ([code, { balance, credit, credit_used }]) => [code, balance, credit, credit_used] as const,
  )
  return {
    mark: JSON.stringify(lines),
    earnMark: JSON.stringify(lines.filter(([code]) => EARNING.test(code))),
  }
}

/** The open positions on listed pairs; undefined where they could not be read. */
export const positionsIn = (reply: Reply, table: PairTable): readonly MarkedPosition[] | undefined =>
  rowsIn(reply)?.flatMap(([, row]) => {
    const pair = table.pair(String(row.pair))
    if (!pair || (row.type !== 'buy' && row.type !== 'sell')) return []
    const { base, quote } = pair
    const [volume, closed, cost] = [amountIn(row.vol), amountIn(row.vol_closed), amountIn(row.cost)]
    return [{ base, quote, side: row.type, volume, closed, cost }]
  })

/** What lies in Earn; undefined where it could not be read. */
export const allocationsIn = (reply: Reply, table: PairTable): readonly AllocationLine[] | undefined => {
  // Earn is not offered everywhere; where Kraken refuses the question, nothing is allocated.
  if (isDenied(reply) || saysEarn(reply)) return []
  if (reply.kind !== 'result' || !isRecord(reply.result) || !Array.isArray(reply.result.items))
    return undefined
  return reply.result.items.flatMap((item: unknown) => {
    const total = isRecord(item) && isRecord(item.amount_allocated) ? item.amount_allocated.total : undefined
    if (!isRecord(item) || !isRecord(total)) return []
    return [{ asset: table.asset(String(item.native_asset)), amount: amountIn(total.native) }]
  })
}

const saysEarn = (reply: Reply): boolean =>
  reply.kind === 'errors' && reply.errors.some((error) => error.startsWith('EEarnings:'))

/** The margin level in percent; undefined where none is told. */
export const levelIn = (reply: Reply): string | undefined =>
  reply.kind === 'result' &&
  isRecord(reply.result) &&
  typeof reply.result.ml === 'string' &&
  isDecimal(reply.result.ml)
    ? reply.result.ml
    : undefined
