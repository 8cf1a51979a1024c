import type { WaitingStop } from '../../domain/equity/open-risk.ts'
import { amountIn } from '../../domain/field.ts'
import { type Decimal, isDecimal, isPositive, multiply, subtract } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import type { Reply } from '../../kraken/reply.ts'
import { rowsIn } from '../protective.ts'
import type { PairTable } from '../rails/tables.ts'

/** What takes a loss before it grows; a take-profit guards nothing. */
const STOPS: ReadonlySet<unknown> = new Set([
  'stop-loss',
  'stop-loss-limit',
  'trailing-stop',
  'trailing-stop-limit',
])

/** The stops among open orders, their triggers in the currency; undefined where the reply does not say. */
export const stopsIn = (
  reply: Reply,
  table: PairTable,
  rate: (asset: string) => Decimal | undefined,
): readonly WaitingStop[] | undefined =>
  rowsIn(reply, 'open')?.flatMap(([, row]) => {
    const { pair: name, type, ordertype, price } = isRecord(row.descr) ? row.descr : {}
    const pair = table.pair(String(name))
    const quote = pair && rate(pair.quote)
    if (!pair || quote === undefined || !STOPS.has(ordertype)) return []
    // What trails has an offset for a price; where it stands now is the stop price.
    const trigger = [row.stopprice, price].find(isPrice)
    return [
      {
        asset: pair.base,
        side: type === 'sell' ? ('sell' as const) : ('buy' as const),
        volume: subtract(amountIn(row.vol), amountIn(row.vol_exec)),
        trigger: trigger === undefined ? undefined : multiply(trigger, quote),
      },
    ]
  })

const isPrice = (value: unknown): value is string =>
  typeof value === 'string' && /^\d/.test(value) && isDecimal(value) && isPositive(value)
