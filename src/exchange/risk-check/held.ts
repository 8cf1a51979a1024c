import * as z from 'zod'
import type { Crossing } from '../../domain/equity/limits.ts'
import type { States } from '../states.ts'

/** That trading is held back under one document, since when (unix milliseconds) and why. */
export interface Held {
  readonly state: 'REDUCING' | 'HALTED'
  readonly name: string
  readonly since: number
  readonly crossings: readonly Crossing[]
  /** Whether a look has shown that nothing which increases is left open. */
  readonly isSwept: boolean
  /** Since when a day's limit has not been crossed any more. */
  readonly clearSince?: number | undefined
}

/** What two readings have to agree on, and what is held back since they did. */
export interface Kept {
  /** When each crossing was first seen, by key and limit. */
  readonly pending: Readonly<Record<string, number>>
  readonly held: Readonly<Record<string, Held>>
}

/** What is kept of it in storage, over evictions and deploys. */
export interface KeptHeld {
  read(): Kept
  save(to: Kept): void
  /** What is remembered here may not be what is stored. */
  forget(): void
}

const NAME = 'risk:watch'

export const createKeptHeld = (states: States): KeptHeld => {
  // Asked in the step in which an order is judged; parsed once.
  let known: Kept | undefined
  return {
    read() {
      known ??= keptOf(states.get(NAME))
      return known
    },
    save(to) {
      known = to
      states.set(NAME, to)
    },
    forget() {
      known = undefined
    },
  }
}

/** What is pending of the other documents. */
export const without = (pending: Kept['pending'], key: string): Kept['pending'] =>
  Object.fromEntries(Object.entries(pending).filter(([name]) => !name.startsWith(`${key}|`)))

const CrossingRow = z.object({
  limit: z.enum(['loss', 'drawdown', 'margin_level']),
  period: z.enum(['day', 'week', 'month']).optional(),
  allowed: z.string(),
  found: z.string(),
})

const KeptRow = z.object({
  pending: z.record(z.string(), z.number()),
  held: z.record(
    z.string(),
    z.object({
      state: z.enum(['REDUCING', 'HALTED']),
      name: z.string(),
      since: z.number(),
      crossings: z.array(CrossingRow),
      isSwept: z.boolean(),
      clearSince: z.number().optional(),
    }),
  ),
})

const keptOf = (value: unknown): Kept =>
  value === undefined ? { pending: {}, held: {} } : KeptRow.parse(value)
