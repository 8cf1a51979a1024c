import type { Crossing } from '../../domain/equity/limits.ts'
import { dayOf } from '../../domain/equity/periods.ts'
import type { Alerts } from '../alerts.ts'
import type { Audit } from '../audit.ts'
import { type Held, type KeptHeld, without } from './held.ts'
import { APART_MS } from './readings.ts'

/** How trading comes to be held back under a document, and goes on; inside the caller's transaction. */
export interface Holding {
  /** Holds it back, or adds to why; the owner is told of what is new. */
  hold(key: string, name: string, crossings: readonly Crossing[], now: number): void
  lift(key: string, by: string, now: number): void
  /** Only a day's limits lift by themselves, on another day, once two readings agree that nothing is crossed. */
  maybeLift(key: string, held: Held, now: number): void
}

interface HoldingDeps {
  readonly kept: Pick<KeptHeld, 'read' | 'save'>
  readonly audit: Audit
  readonly alerts: Alerts
  readonly policy: 'reduce' | 'halt'
  readonly zone: string
}

export const createHolding = ({ kept, audit, alerts, policy, zone }: HoldingDeps): Holding => {
  const hold = (key: string, name: string, crossings: readonly Crossing[], now: number): void => {
    const { pending, held } = kept.read()
    const before = held[key]
    const state = policy === 'halt' ? 'HALTED' : 'REDUCING'
    kept.save({
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
    const { pending, held } = kept.read()
    const { [key]: gone, ...rest } = held
    if (!gone) return
    kept.save({ pending: without(pending, key), held: rest })
    audit.write(
      { event: 'trading.active', subject: key, facts: { whose: gone.name, by, since: gone.since } },
      now,
    )
  }

  const maybeLift = (key: string, held: Held, now: number): void => {
    const isDaily = held.state === 'REDUCING' && held.crossings.every(({ period }) => period === 'day')
    if (!isDaily || dayOf(held.since, zone) === dayOf(now, zone)) return
    const since = held.clearSince ?? now
    const all = kept.read()
    if (now - since >= APART_MS) lift(key, 'server', now)
    else kept.save({ ...all, held: { ...all.held, [key]: { ...held, clearSince: since } } })
  }

  return { hold, lift, maybeLift }
}

const isSame = (a: Crossing, b: Crossing): boolean => a.limit === b.limit && a.period === b.period

const together = (old: readonly Crossing[], fresh: readonly Crossing[]): readonly Crossing[] => [
  ...old.filter((one) => !fresh.some((other) => isSame(one, other))),
  ...fresh,
]
