import * as z from 'zod'
import { Decimal } from '../../kraken/results.ts'

/** How a paper account stands, as get_paper_account and reset_paper_account answer it. */
export const standing = () =>
  z.looseObject({
    account: z.string(),
    currency: z.string(),
    since: z.string(),
    began_with: Decimal,
    equity: Decimal,
    pnl: Decimal,
    fees: Decimal,
    trades: z.number(),
    balances: z.record(z.string(), z.looseObject({ balance: Decimal, hold_trade: Decimal, value: Decimal })),
    open_risk: z.looseObject({ orders: z.number(), buys: Decimal, sells: Decimal }),
  })
