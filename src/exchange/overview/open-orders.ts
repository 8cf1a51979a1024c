import { textOrEmpty } from '../../domain/field.ts'
import { isDecimal, isZero, normalise, subtract } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import type { Reply } from '../../kraken/reply.ts'
import type { JournalBook } from '../journal-book.ts'
import type { ShownOrder, ShownPosition } from '../overview.ts'
import { rowsIn } from '../protective.ts'
import type { PairTable } from '../rails/tables.ts'
import type { NameOf } from './names.ts'

interface Around {
  readonly journal: Pick<JournalBook, 'byOrder'>
  readonly table: PairTable | undefined
  readonly nameOf: NameOf
}

/** What OpenOrders says, each order with the token that wanted it; undefined where it does not say. */
export const ordersIn = (
  reply: Reply,
  { journal, table, nameOf }: Around,
): readonly ShownOrder[] | undefined =>
  rowsIn(reply, 'open')?.map(([txid, row]) => {
    const descr = isRecord(row.descr) ? row.descr : {}
    const clientOrderId = textOrEmpty(row.cl_ord_id) || undefined
    const intent = journal.byOrder({ txid, clientOrderId })
    const isOurs = intent !== undefined && intent.tool !== 'stranger'
    return {
      txid,
      tokenName: isOurs ? nameOf(intent.tokenId) : 'none: placed elsewhere',
      pair: table?.pair(textOrEmpty(descr.pair))?.symbol ?? textOrEmpty(descr.pair),
      what: textOrEmpty(descr.order),
      filled: amount(row.vol_exec),
      volume: amount(row.vol),
      since: Math.round(Number(row.opentm) * 1000) || 0,
    }
  })

/** What OpenPositions says; undefined where it does not say. */
export const positionsIn = (
  reply: Reply,
  { journal, table, nameOf }: Around,
): readonly ShownPosition[] | undefined =>
  rowsIn(reply)?.flatMap(([, row]) => {
    const open = subtract(amount(row.vol), amount(row.vol_closed))
    if (isZero(open)) return []
    const tokenId = journal.byOrder({ txid: textOrEmpty(row.ordertxid) })?.tokenId
    return [
      {
        pair: table?.pair(textOrEmpty(row.pair))?.symbol ?? textOrEmpty(row.pair),
        side: row.type === 'sell' ? 'short' : 'long',
        open,
        tokenName: tokenId === undefined ? undefined : nameOf(tokenId),
      },
    ]
  })

const amount = (value: unknown): string =>
  typeof value === 'string' && isDecimal(value) ? normalise(value) : '0'
