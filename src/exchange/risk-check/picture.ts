import type { LedgerRow } from '../../domain/equity/flows.ts'
import type { AllocationLine, BalanceLine } from '../../domain/equity/holdings.ts'
import type { MarkedPosition } from '../../domain/equity/values.ts'
import { isDecimal } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import { BalanceEx, OpenPositions, TradeBalance } from '../../kraken/endpoints/account.ts'
import { EarnAllocations } from '../../kraken/endpoints/earn.ts'
import type { Reply } from '../../kraken/reply.ts'
import { rowsIn } from '../protective.ts'
import type { PairTable } from '../rails/tables.ts'
import { type Ask, isDenied } from './ask.ts'
import { type Cursor, readLedger } from './ledger.ts'

/** What the account holds, what flowed in and out since the last picture, and how far the ledger was read. */
export interface Picture {
  readonly balances: readonly BalanceLine[]
  readonly allocations: readonly AllocationLine[]
  readonly positions: readonly MarkedPosition[]
  readonly flows: readonly LedgerRow[]
  readonly cursor: Cursor | undefined
  /** The permission without which flows cannot be told from gains. */
  readonly missing: string | undefined
  readonly marginLevel: string | undefined
}

/** What need not be read again while the balances are what they were: every fill, fee and flow moves one. */
export interface Known {
  readonly at: number
  /** The balances as they stood. */
  readonly mark: string
  readonly allocations: readonly AllocationLine[]
  readonly positions: readonly MarkedPosition[]
  readonly missing?: string | undefined
}

interface Wanted {
  readonly ask: Ask
  readonly table: PairTable
  readonly cursor: Cursor | undefined
  readonly known: Known | undefined
  /** Whether a limit asks for the margin level. */
  readonly wantsMargin: boolean
  readonly now: number
}

/** Even where no balance moved, everything is read again after this time. */
const KNOWN_MS = 10 * 60_000
const MOST_TRIES = 3
/** Balances that earn, and so may be told by Earn too; tokenised ones and fiat on hold do not. */
const EARNING = /\.(?!T$|HOLD$)[A-Z]+$/

/**
 * Reads the account so that balances and ledger belong together: what moved while it was being read makes it read again.
 * A quiet minute costs one call. Undefined where something could not be read.
 */
export const readPicture = async (
  wanted: Wanted,
): Promise<{ picture: Picture; known: Known } | undefined> => {
  const { ask, table, cursor, now } = wanted
  let before = await ask(BalanceEx, {})
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const balances = balancesIn(before, table)
    if (!balances) return undefined
    const mark = markOf(before)
    const isSame = wanted.known !== undefined && isKnown(wanted.known, mark, now)
    if (isSame && tries === 0 && wanted.known)
      return finish(wanted, balances, { flows: [], cursor }, wanted.known)
    const ledger = await ledgerOf(wanted)
    const known = ledger && (await restOf(wanted, mark, ledger.missing))
    if (!ledger || !known) return undefined
    const after = await ask(BalanceEx, {})
    if (markOf(after) === mark) return finish(wanted, balances, ledger, known)
    before = after
  }
  return undefined
}

const isKnown = (known: Known, mark: string, now: number): boolean =>
  known.mark === mark && now >= known.at && now - known.at < KNOWN_MS

const finish = async (
  { ask, wantsMargin }: Wanted,
  balances: readonly BalanceLine[],
  { flows, cursor }: Pick<Picture, 'flows' | 'cursor'>,
  known: Known,
): Promise<{ picture: Picture; known: Known } | undefined> => {
  const { allocations, positions, missing } = known
  const isMarked = wantsMargin && positions.length > 0
  const margin = isMarked ? await ask(TradeBalance, {}) : undefined
  if (margin && margin.kind !== 'result') return undefined
  const marginLevel = margin && levelIn(margin)
  return { picture: { balances, allocations, positions, flows, cursor, missing, marginLevel }, known }
}

type LedgerPart = Pick<Picture, 'flows' | 'cursor' | 'missing'>

const ledgerOf = async ({ ask, table, cursor }: Wanted): Promise<LedgerPart | undefined> => {
  let isForbidden = false
  const asking: Ask = async (endpoint, params) => {
    const reply = await ask(endpoint, params)
    isForbidden ||= isDenied(reply)
    return reply
  }
  const look = await readLedger(asking, cursor, table.asset)
  if (look) return { flows: look.rows, cursor: look.cursor, missing: undefined }
  return isForbidden ? { flows: [], cursor: undefined, missing: 'query-ledger' } : undefined
}

const restOf = async (
  { ask, table, now }: Wanted,
  mark: string,
  missing: string | undefined,
): Promise<Known | undefined> => {
  const open = await ask(OpenPositions, {})
  const positions = isDenied(open) ? [] : positionsIn(open, table)
  const earn = positions && (await ask(EarnAllocations, { hide_zero_allocations: true }))
  const allocations = earn && allocationsIn(earn, table)
  return positions && allocations && { at: now, mark, allocations, positions, missing }
}

const balancesIn = (reply: Reply, table: PairTable): readonly BalanceLine[] | undefined =>
  rowsIn(reply)?.map(([code, row]) => ({
    asset: table.asset(code),
    isSuffixed: EARNING.test(code),
    balance: amount(row.balance),
    credit: amount(row.credit_used),
  }))

// What an order holds changes without a row in the ledger.
const markOf = (reply: Reply): string =>
  JSON.stringify(
    (rowsIn(reply) ?? []).map(([code, { balance, credit, credit_used }]) => [
      code,
      balance,
      credit,
      credit_used,
    ]),
  )

const positionsIn = (reply: Reply, table: PairTable): readonly MarkedPosition[] | undefined =>
  rowsIn(reply)?.flatMap(([, row]) => {
    const pair = table.pair(String(row.pair))
    if (!pair || (row.type !== 'buy' && row.type !== 'sell')) return []
    const { base, quote } = pair
    const [volume, closed, cost] = [amount(row.vol), amount(row.vol_closed), amount(row.cost)]
    return [{ base, quote, side: row.type, volume, closed, cost }]
  })

const allocationsIn = (reply: Reply, table: PairTable): readonly AllocationLine[] | undefined => {
  // Earn is not offered everywhere; where Kraken refuses the question, nothing is allocated.
  if (isDenied(reply) || saysEarn(reply)) return []
  if (reply.kind !== 'result' || !isRecord(reply.result) || !Array.isArray(reply.result.items))
    return undefined
  return reply.result.items.flatMap((item: unknown) => {
    const total = isRecord(item) && isRecord(item.amount_allocated) ? item.amount_allocated.total : undefined
    if (!isRecord(item) || !isRecord(total)) return []
    return [{ asset: table.asset(String(item.native_asset)), amount: amount(total.native) }]
  })
}

const saysEarn = (reply: Reply): boolean =>
  reply.kind === 'errors' && reply.errors.some((error) => error.startsWith('EEarnings:'))

const levelIn = (reply: Reply): string | undefined =>
  reply.kind === 'result' &&
  isRecord(reply.result) &&
  typeof reply.result.ml === 'string' &&
  isDecimal(reply.result.ml)
    ? reply.result.ml
    : undefined

const amount = (value: unknown): string => (typeof value === 'string' && isDecimal(value) ? value : '0')
