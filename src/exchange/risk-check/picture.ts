import type { Apart } from '../../domain/equity/apart.ts'
import type { LedgerRow } from '../../domain/equity/flows.ts'
import type { AllocationLine, BalanceLine } from '../../domain/equity/holdings.ts'
import type { MarkedPosition } from '../../domain/equity/values.ts'
import { BalanceEx, TradeBalance } from '../../kraken/endpoints/account/balances.ts'
import { OpenPositions } from '../../kraken/endpoints/account/positions.ts'
import { EarnAllocations } from '../../kraken/endpoints/earn.ts'
import type { PairTable } from '../rails/tables.ts'
import { type Ask, isDenied } from './ask.ts'
import { type Cursor, readLedger } from './ledger.ts'
import { allocationsIn, balancesIn, levelIn, marksOf, positionsIn } from './picture-replies.ts'

/** What the account holds, what flowed in and out since the last picture, and how far the ledger was read. */
export interface Picture {
  readonly balances: readonly BalanceLine[]
  readonly allocations: readonly AllocationLine[]
  readonly positions: readonly MarkedPosition[]
  readonly flows: readonly LedgerRow[]
  /** All rows of the ledger that are new, flows among them; undefined where they were not all read. */
  readonly rows: readonly LedgerRow[] | undefined
  readonly cursor: Cursor | undefined
  /** How far it had been read when this look began. */
  readonly from: Cursor | undefined
  /** The permission without which flows cannot be told from gains. */
  readonly missing: string | undefined
  readonly marginLevel: string | undefined
}

/** How the balances stood at the last picture: while they stand so, nothing has traded, flowed or been charged. */
export interface Known {
  readonly at: number
  readonly mark: string
  readonly missing?: string | undefined
  /** What was held of each asset, and what of it the ledger tells differently. */
  readonly held?: Readonly<Record<string, string>> | undefined
  readonly apart?: Apart | undefined
}

/** What is asked for more rarely, each with when it was; kept as soon as it is read, so that a look that breaks off is not lost. */
export interface Parts {
  readonly positions?: { readonly at: number; readonly list: readonly MarkedPosition[] } | undefined
  readonly allocations?:
    | { readonly at: number; readonly list: readonly AllocationLine[]; readonly earnMark: string }
    | undefined
}

interface Wanted {
  readonly ask: Ask
  readonly table: PairTable
  readonly cursor: Cursor | undefined
  readonly known: Known | undefined
  readonly parts: Parts
  readonly keep: (parts: Parts) => void
  /** Where the ledger stood when it was first looked at; kept at once. */
  readonly begin: (cursor: Cursor) => void
  /** Whether a limit asks for the margin level. */
  readonly wantsMargin: boolean
  readonly now: number
}

/** Even where no balance moved, everything is read again after this time. */
const KNOWN_MS = 10 * 60_000
const MOMENT_MS = 3 * 60_000
const MOST_TRIES = 3
/** Rows of the ledger without which positions are what they were, and those without which allocations are. */
const MARGIN = ['margin', 'rollover', 'settled']
const EARN = ['earn', 'staking', 'transfer']

/**
 * Reads the account so that balances and ledger belong together: where something flowed while it was being read, it is
 * read again. A quiet minute costs one call, one with trades three. Undefined where something could not be read.
 */
export const readPicture = async (
  wanted: Wanted,
): Promise<{ picture: Picture; known: Known } | undefined> => {
  const { ask, table, known: last } = wanted
  const anchored = await anchor(wanted)
  if (!anchored) return undefined
  const { cursor } = anchored
  let before = await ask(BalanceEx, {})
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const balances = balancesIn(before, table)
    if (!balances) return undefined
    const marks = marksOf(before)
    const quiet = tries === 0 ? quietParts(wanted, marks.mark) : undefined
    if (quiet)
      return finish(
        { ...wanted, cursor },
        balances,
        { flows: [], rows: [], cursor, missing: last?.missing },
        quiet,
        marks.mark,
      )
    const ledger = anchored.missing === undefined ? await ledgerOf({ ...wanted, cursor }) : anchored
    const rest = ledger && (await restOf(wanted, marks.earnMark, ledger))
    if (!ledger || !rest) return undefined
    // What flowed may have done so after the balances were read: then they do not show it yet.
    const mayBeApart = ledger.flows.length > 0
    const after = mayBeApart ? await ask(BalanceEx, {}) : before
    if (marksOf(after).mark === marks.mark)
      return finish({ ...wanted, cursor }, balances, ledger, rest, marks.mark)
    before = after
  }
  return undefined
}

type Rest = Pick<Picture, 'positions' | 'allocations'>

/** What is known already, where nothing has moved since. */
const quietParts = ({ known, parts, now }: Wanted, mark: string): Rest | undefined => {
  const { positions, allocations } = parts
  if (known?.mark !== mark || !isWithin(known, now, KNOWN_MS)) return undefined
  if (!isWithin(positions, now, KNOWN_MS) || !isWithin(allocations, now, KNOWN_MS)) return undefined
  return positions && allocations && { positions: positions.list, allocations: allocations.list }
}

const isWithin = (one: { readonly at: number } | undefined, now: number, ms: number): boolean =>
  one !== undefined && now >= one.at && now - one.at < ms

const finish = async (
  { ask, wantsMargin, now, known, cursor: from }: Wanted,
  balances: readonly BalanceLine[],
  { flows, rows, cursor, missing }: Pick<Picture, 'flows' | 'rows' | 'cursor' | 'missing'>,
  rest: Rest,
  mark: string,
): Promise<{ picture: Picture; known: Known } | undefined> => {
  const isMarked = wantsMargin && rest.positions.length > 0
  const margin = isMarked ? await ask(TradeBalance, {}) : undefined
  if (margin && margin.kind !== 'result') return undefined
  const marginLevel = margin && levelIn(margin)
  // The ledger is looked at from time to time though no balance moves, and tried again where it was forbidden.
  const isOld = known?.mark === mark || (known?.missing !== undefined && missing !== undefined)
  const at = known && isOld && isWithin(known, now, KNOWN_MS) ? known.at : now
  return {
    picture: { balances, ...rest, flows, rows, cursor, from, missing, marginLevel },
    known: { at, mark, missing },
  }
}

/** Before anything is counted the ledger must have a place to count from. */
const anchor = async (wanted: Wanted): Promise<LedgerPart | undefined> => {
  const { cursor, begin, known } = wanted
  if (cursor || isWithin(known, wanted.now, KNOWN_MS))
    return { flows: [], rows: undefined, cursor, missing: known?.missing, types: undefined }
  const first = await ledgerOf(wanted)
  if (first?.cursor) begin(first.cursor)
  return first
}

type LedgerPart = Pick<Picture, 'flows' | 'rows' | 'cursor' | 'missing'> & {
  readonly types: ReadonlySet<string> | undefined
}

const ledgerOf = async ({ ask, table, cursor }: Wanted): Promise<LedgerPart | undefined> => {
  let isForbidden = false
  const asking: Ask = async (endpoint, params) => {
    const reply = await ask(endpoint, params)
    isForbidden ||= isDenied(reply)
    return reply
  }
  const look = await readLedger(asking, cursor, table.asset)
  if (look)
    return { flows: look.rows, rows: look.all, cursor: look.cursor, missing: undefined, types: look.types }
  if (!isForbidden) return undefined
  return { flows: [], rows: undefined, cursor: undefined, missing: 'query-ledger', types: undefined }
}

/** Positions and allocations, of which what cannot have changed is not asked for again. */
const restOf = async (
  { ask, table, now, parts, keep, cursor }: Wanted,
  earnMark: string,
  { types }: LedgerPart,
): Promise<Rest | undefined> => {
  // Without rows to go by, only what was read a moment ago is believed, and that only by the first reading.
  const lifeMs = types ? KNOWN_MS : cursor ? 0 : MOMENT_MS
  const isFlat =
    isWithin(parts.positions, now, lifeMs) &&
    parts.positions?.list.length === 0 &&
    !MARGIN.some((type) => types?.has(type))
  const positions = isFlat ? parts.positions?.list : await readPositions(ask, table)
  if (!positions) return undefined
  const kept: Parts = isFlat ? parts : { ...parts, positions: { at: now, list: positions } }
  keep(kept)
  const isSameEarn =
    isWithin(parts.allocations, now, lifeMs) &&
    parts.allocations?.earnMark === earnMark &&
    !EARN.some((type) => types?.has(type))
  const allocations = isSameEarn ? parts.allocations?.list : await readAllocations(ask, table)
  if (!allocations) return undefined
  if (!isSameEarn) keep({ ...kept, allocations: { at: now, list: allocations, earnMark } })
  return { positions, allocations }
}

const readPositions = async (ask: Ask, table: PairTable): Promise<Picture['positions'] | undefined> => {
  const reply = await ask(OpenPositions, {})
  return isDenied(reply) ? [] : positionsIn(reply, table)
}

const readAllocations = async (ask: Ask, table: PairTable): Promise<Picture['allocations'] | undefined> =>
  allocationsIn(await ask(EarnAllocations, { hide_zero_allocations: true }), table)
