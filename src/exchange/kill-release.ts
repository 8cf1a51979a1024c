import { BreakwaterError } from '../domain/errors.ts'
import type { Answered } from './exchange.ts'
import type { KillLatch } from './kill-latch.ts'
import type { UnderWay } from './under-way.ts'

interface ReleaseDeps {
  readonly latch: KillLatch
  readonly underWay: UnderWay
  /** Puts Kraken's timer, which the kill switch has set, back to what the dead-man switch wants. Never throws. */
  readonly restoreTimer: () => Promise<void>
}

/**
 * Lets orders through again; for the owner alone, whose door checks who it is. Refused while anything is sent or in
 * doubt (orders_unsettled), or while that cannot be read.
 */
export const createRelease =
  ({ latch, underWay, restoreTimer }: ReleaseDeps) =>
  async (by: string, now: number): Promise<Answered> => {
    if (!latch.get()) return { result: { kill_switch: 'off' }, note: 'The kill switch was not on.' }
    mustBeSettled(underWay)
    latch.off(by, now)
    await restoreTimer()
    return { result: { kill_switch: 'off' }, note: 'Orders are let through again.' }
  }

/** Throws `refused` (orders_unsettled) while something may still arrive at Kraken, or while nobody can tell. */
export const mustBeSettled = (underWay: UnderWay): void => {
  const rows = underWay.rows()
  if (rows?.length === 0) return
  throw new BreakwaterError(
    'refused',
    'orders_unsettled',
    rows
      ? `${rows.length} call(s) are still on their way or in doubt.`
      : 'The journal cannot be read, so nobody knows what is still on its way.',
    {
      hint: 'Wait until they are settled: list_intents (state uncertain) shows them.',
      details: { intents: (rows ?? []).map(({ id }) => id) },
    },
  )
}
