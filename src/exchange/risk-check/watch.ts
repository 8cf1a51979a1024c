import * as z from 'zod'
import type { Crossing } from '../../domain/equity/limits.ts'
import { dayOf } from '../../domain/equity/periods.ts'
import { once } from '../../domain/once.ts'
import type { TradingState } from '../../domain/risk/facts.ts'
import type { Alerts } from '../alerts.ts'
import { attempt } from '../attempt.ts'
import type { Audit } from '../audit.ts'
import { OWNER_ID } from '../owner-id.ts'
import type { States } from '../states.ts'
import { APART_MS } from './readings.ts'

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

/** What is held back, by the key of the document. */
export interface Watch {
  held(): ReadonlyMap<string, Held>
  /** A reading was taken: two of them, half a minute apart, that agree hold trading back. Inside the reading's transaction. */
  seen(found: { key: string; name: string; crossings: readonly Crossing[] }, now: number): void
  /** The documents of tokens that stand no more hold nothing back; the account's own is the owner's to lift. */
  only(keys: ReadonlySet<string>): void
  swept(key: string): void
  /** The owner's word. */
  resume(key: string, by: string, now: number): void
  strictest(keys: Iterable<string>): TradingState
  /** What is remembered here may not be what is stored. */
  forget(): void
}

interface WatchDeps {
  readonly states: States
  readonly audit: Audit
  readonly alerts: Alerts
  readonly policy: 'reduce' | 'halt'
  readonly zone: string
}

interface Kept {
  /** When each crossing was first seen, by key and limit. */
  readonly pending: Readonly<Record<string, number>>
  readonly held: Readonly<Record<string, Held>>
}

const NAME = 'risk:watch'

/** What is held back outlives evictions and deploys in storage. */
export const createWatch = ({ states, audit, alerts, policy, zone }: WatchDeps): Watch => {
  // Asked in the step in which an order is judged; parsed once.
  let known: Kept | undefined
  const kept = (): Kept => {
    known ??= keptOf(states.get(NAME))
    return known
  }
  const save = (to: Kept): void => {
    known = to
    states.set(NAME, to)
  }

  const hold = (key: string, name: string, crossings: readonly Crossing[], now: number): void => {
    const { pending, held } = kept()
    const before = held[key]
    const state = policy === 'halt' ? 'HALTED' : 'REDUCING'
    save({
      pending,
      held: {
        ...held,
        [key]: {
          state,
          name,
          since: before?.since ?? now,
          crossings: together(before?.crossings ?? [], crossings),
          isSwept: before?.isSwept ?? false,
        },
      },
    })
    if (before && crossings.every((one) => before.crossings.some((other) => isSame(one, other)))) return
    const facts = { whose: name, state, crossed: crossings }
    audit.write({ event: `trading.${state.toLowerCase()}`, subject: key, facts }, now)
    alerts.raise('limit_crossed', facts, now)
  }

  const lift = (key: string, by: string, now: number): void => {
    const { pending, held } = kept()
    const { [key]: gone, ...rest } = held
    if (!gone) return
    save({ pending: without(pending, key), held: rest })
    audit.write(
      { event: 'trading.active', subject: key, facts: { whose: gone.name, by, since: gone.since } },
      now,
    )
  }

  /** Only a day's limits lift by themselves, on another day, once two readings agree that nothing is crossed. */
  const maybeLift = (key: string, held: Held, now: number): void => {
    const isDaily = held.state === 'REDUCING' && held.crossings.every(({ period }) => period === 'day')
    if (!isDaily || dayOf(held.since, zone) === dayOf(now, zone)) return
    const since = held.clearSince ?? now
    const all = kept()
    if (now - since >= APART_MS) lift(key, 'server', now)
    else save({ ...all, held: { ...all.held, [key]: { ...held, clearSince: since } } })
  }

  return {
    held: () => new Map(Object.entries(kept().held)),
    seen({ key, name, crossings }, now) {
      const { pending, held } = kept()
      // A clock that was set back must not keep two readings from agreeing.
      const firstSeen = (name: string) => Math.min(pending[name] ?? now, now)
      const first = new Map(crossings.map((one) => [nameOf(key, one), firstSeen(nameOf(key, one))]))
      const others = without(pending, key)
      save({ pending: { ...others, ...Object.fromEntries(first) }, held })
      const sure = crossings.filter((one) => now - (first.get(nameOf(key, one)) ?? now) >= APART_MS)
      if (sure.length > 0) return hold(key, name, sure, now)
      const before = held[key]
      if (!before) return
      if (crossings.length === 0) return maybeLift(key, before, now)
      save({ ...kept(), held: { ...held, [key]: { ...before, clearSince: undefined } } })
    },
    only(keys) {
      const { pending, held } = kept()
      const stays = (key: string) => key === OWNER_ID || keys.has(key)
      // Where no document can be read, none is known to be gone.
      if (keys.size === 0 || Object.keys(held).every(stays)) return
      save({ pending, held: Object.fromEntries(Object.entries(held).filter(([key]) => stays(key))) })
    },
    swept(key) {
      const { pending, held } = kept()
      const one = held[key]
      if (one) save({ pending, held: { ...held, [key]: { ...one, isSwept: true } } })
    },
    resume: lift,
    forget() {
      known = undefined
    },
    strictest(keys) {
      const all = attempt(kept)
      // What cannot be read may have been held back.
      if (!all) return 'REDUCING'
      const found = [...keys].flatMap((key) => all.held[key]?.state ?? [])
      if (found.includes('HALTED')) return 'HALTED'
      return found.includes('REDUCING') ? 'REDUCING' : 'ACTIVE'
    },
  }
}

const nameOf = (key: string, { limit, period }: Crossing): string => `${key}|${limit}|${period ?? ''}`

const without = (pending: Kept['pending'], key: string): Kept['pending'] =>
  Object.fromEntries(Object.entries(pending).filter(([name]) => !name.startsWith(`${key}|`)))

const isSame = (a: Crossing, b: Crossing): boolean => a.limit === b.limit && a.period === b.period

const together = (old: readonly Crossing[], fresh: readonly Crossing[]): readonly Crossing[] => [
  ...old.filter((one) => !fresh.some((other) => isSame(one, other))),
  ...fresh,
]

const crossingRow = () =>
  z.object({
    limit: z.enum(['loss', 'drawdown', 'margin_level']),
    period: z.enum(['day', 'week', 'month']).optional(),
    allowed: z.string(),
    found: z.string(),
  })

const keptRow = once(() =>
  z.object({
    pending: z.record(z.string(), z.number()),
    held: z.record(
      z.string(),
      z.object({
        state: z.enum(['REDUCING', 'HALTED']),
        name: z.string(),
        since: z.number(),
        crossings: z.array(crossingRow()),
        isSwept: z.boolean(),
        clearSince: z.number().optional(),
      }),
    ),
  }),
)

const keptOf = (value: unknown): Kept =>
  value === undefined ? { pending: {}, held: {} } : keptRow().parse(value)
