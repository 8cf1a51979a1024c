import type { Desk } from '../../desk/desk.ts'
import { feeTier } from '../../domain/fees.ts'
import { amountIn } from '../../domain/field.ts'
import { add, type Decimal, divide, larger, subtract, sum } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import { BalanceEx, TradeBalance } from '../../kraken/endpoints/account/balances.ts'
import { TradeVolume } from '../../kraken/endpoints/account/trade-volume.ts'
import type { PairInfo } from '../../kraken/pairs.ts'

/** The account as a new position sees it; amounts in the pair's quote unless said otherwise. */
export interface Funds {
  /** All balances at market value, and what open positions have won or lost. */
  readonly equity: Decimal
  readonly freeMargin: Decimal
  readonly quote: Decimal
  /** In the base. */
  readonly base: Decimal
}

/** Asks for equity, margin and what is free of both assets; `quote` is the quote's name. */
export const fundsOf = async (desk: Desk, pair: PairInfo): Promise<Funds> => {
  const [trade, balances] = await Promise.all([
    desk.call(TradeBalance, { asset: pair.quote }),
    desk.call(BalanceEx, {}),
  ])
  const total = isRecord(trade.result) ? trade.result : {}
  return {
    equity: add(amountIn(total.eb), amountIn(total.n)),
    freeMargin: amountIn(total.mf),
    quote: freeOf(balances.result, pair.quote),
    base: freeOf(balances.result, pair.base),
  }
}

/** The taker fee of this account on a pair, as a share of a trade's cost; assumed where Kraken does not tell it. */
export const takerFeeOf = async (
  desk: Desk,
  pair: PairInfo,
): Promise<{ readonly fee: Decimal; readonly assumed: boolean }> => {
  const { result } = await desk.call(TradeVolume, { pair: [pair.altname] })
  const fees = isRecord(result) && isRecord(result.fees) ? result.fees : {}
  const row = fees[pair.key] ?? Object.values(fees)[0]
  const percent = isRecord(row) && typeof row.fee === 'string' ? row.fee : undefined
  return { fee: divide(percent ?? feeTier('0').taker, '100', 10), assumed: percent === undefined }
}

// Source: Kraken's BalanceEx page, "available = balance + credit - credit_used - hold_trade".
const freeOf = (balances: unknown, asset: string): Decimal => {
  const row = isRecord(balances) ? balances[asset] : undefined
  if (!isRecord(row)) return '0'
  const held = sum([amountIn(row.credit_used), amountIn(row.hold_trade)])
  return larger('0', subtract(add(amountIn(row.balance), amountIn(row.credit)), held))
}
