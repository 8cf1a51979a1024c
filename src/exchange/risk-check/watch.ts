import type { Crossing } from '../../domain/equity/limits.ts'
import type { TradingState } from '../../domain/risk/facts.ts'
import type { Alerts } from '../alerts.ts'
import { attempt } from '../attempt.ts'
import type { Audit } from '../audit.ts'
import { OWNER_ID } from '../owner-id.ts'
import type { States } from '../states.ts'
import { createKeptHeld, type Held, without } from './held.ts'
import { createHolding } from './holding.ts'
import { APART_MS } from './readings.ts'

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

/** Holds trading back where limits are crossed; what is held back outlives evictions and deploys in storage. */
export const createWatch = ({ states, ...deps }: WatchDeps): Watch => {
  const kept = createKeptHeld(states)
  const { hold, lift, maybeLift } = createHolding({ ...deps, kept })

  return {
    held: () => new Map(Object.entries(kept.read().held)),
    seen({ key, name, crossings }, now) {
      const { pending, held } = kept.read()
      // A clock that was set back must not keep two readings from agreeing.
      const firstSeen = (name: string) => Math.min(pending[name] ?? now, now)
      const first = new Map(crossings.map((one) => [nameOf(key, one), firstSeen(nameOf(key, one))]))
      const others = without(pending, key)
      kept.save({ pending: { ...others, ...Object.fromEntries(first) }, held })
      const sure = crossings.filter((one) => now - (first.get(nameOf(key, one)) ?? now) >= APART_MS)
      if (sure.length > 0) return hold(key, name, sure, now)
      const before = held[key]
      if (!before) return
      if (crossings.length === 0) return maybeLift(key, before, now)
      kept.save({ ...kept.read(), held: { ...held, [key]: { ...before, clearSince: undefined } } })
    },
    only(keys) {
      const { pending, held } = kept.read()
      const stays = (key: string) => key === OWNER_ID || keys.has(key)
      // Where no document can be read, none is known to be gone.
      if (keys.size === 0 || Object.keys(held).every(stays)) return
      kept.save({ pending, held: Object.fromEntries(Object.entries(held).filter(([key]) => stays(key))) })
    },
    swept(key) {
      const { pending, held } = kept.read()
      const one = held[key]
      if (one) kept.save({ pending, held: { ...held, [key]: { ...one, isSwept: true } } })
    },
    resume: lift,
    forget: kept.forget,
    strictest(keys) {
      const all = attempt(kept.read)
      // What cannot be read may have been held back.
      if (!all) return 'REDUCING'
      const found = [...keys].flatMap((key) => all.held[key]?.state ?? [])
      if (found.includes('HALTED')) return 'HALTED'
      return found.includes('REDUCING') ? 'REDUCING' : 'ACTIVE'
    },
  }
}

const nameOf = (key: string, { limit, period }: Crossing): string => `${key}|${limit}|${period ?? ''}`
