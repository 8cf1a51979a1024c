import * as z from 'zod'
import { once } from '../../domain/once.ts'
import type { ReadingFact } from '../../domain/risk/facts.ts'
import type { States } from '../states.ts'
import type { Cursor } from './ledger.ts'
import type { Known, Parts } from './picture.ts'

// Made when the first of them is read.
const rows = once(() => {
  const Line = { asset: z.string(), amount: z.string() }
  const CursorRow = z.object({
    newest: z.number(),
    ids: z.array(z.string()),
    isWhole: z.boolean().optional(),
  })
  const KnownRow = z.object({
    at: z.number(),
    mark: z.string(),
    missing: z.string().optional(),
    held: z.record(z.string(), z.string()).optional(),
    apart: z.record(z.string(), z.object({ amount: z.string(), since: z.number() })).optional(),
  })
  const PositionRow = z.object({
    base: z.string(),
    quote: z.string(),
    side: z.enum(['buy', 'sell']),
    volume: z.string(),
    closed: z.string(),
    cost: z.string(),
  })
  const PartsRow = z.object({
    positions: z.object({ at: z.number(), list: z.array(PositionRow) }).optional(),
    allocations: z.object({ at: z.number(), list: z.array(z.object(Line)), earnMark: z.string() }).optional(),
  })
  const PeriodRow = z.object({ loss: z.string(), drawdownPercent: z.string() })
  const ReadingRow = z.object({
    at: z.number(),
    currency: z.string(),
    equity: z.string(),
    day: PeriodRow,
    week: PeriodRow,
    month: PeriodRow,
    missing: z.string().optional(),
    marginLevelPercent: z.string().optional(),
    asksMargin: z.boolean().optional(),
    unpriced: z.array(z.string()).optional(),
  })

  const LeftRow = z.record(z.string(), z.string())
  const ReadingsRow = z.object({ account: ReadingRow, readings: z.record(z.string(), ReadingRow) })
  return { cursor: CursorRow, known: KnownRow, parts: PartsRow, left: LeftRow, readings: ReadingsRow }
})

/** What one reading leaves to the next, over evictions; what cannot be understood counts as nothing. */
export interface Stored {
  cursor(): Cursor | undefined
  known(): Known | undefined
  parts(): Parts
  keepParts(parts: Parts): void
  /** What went away with a paper account's old book, by the asset's name at the exchange; undefined where nothing did. */
  left(): Readonly<Record<string, string>> | undefined
  /** Keeps where the ledger stood when it was first looked at. */
  begin(cursor: Cursor): void
  /** The newest reading of the account, or of what a document counts, by its key. */
  reading(key?: string): ReadingFact | undefined
  /** What is remembered here may not be what is stored. */
  forget(): void
  set(all: {
    readonly cursor: Cursor | undefined
    readonly known: Known
    readonly account: ReadingFact
    readonly readings: Readonly<Record<string, ReadingFact>>
  }): void
}

export const createStored = (states: States): Stored => {
  // Asked in the step in which an order is judged; parsed once.
  let newest: z.infer<ReturnType<typeof rows>['readings']> | 'none' | undefined
  const readings = () => {
    newest ??= rows().readings.safeParse(states.get('risk:readings')).data ?? 'none'
    return newest === 'none' ? undefined : newest
  }
  return {
    cursor: () => rows().cursor.safeParse(states.get('risk:ledger')).data,
    begin: (cursor) => states.set('risk:ledger', cursor),
    parts: () => rows().parts.safeParse(states.get('risk:parts')).data ?? {},
    left: () => rows().left.safeParse(states.get('risk:left')).data,
    keepParts: (parts) => states.set('risk:parts', parts),
    known: () => rows().known.safeParse(states.get('risk:known')).data,
    reading: (key) => (key === undefined ? readings()?.account : readings()?.readings[key]),
    set({ cursor, known, ...all }) {
      if (cursor) states.set('risk:ledger', cursor)
      else states.clear('risk:ledger')
      states.set('risk:known', known)
      states.set('risk:readings', all)
      states.clear('risk:left')
      newest = undefined
    },
    forget() {
      newest = undefined
    },
  }
}
