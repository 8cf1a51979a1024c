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

const UNHEARD =
  'Kraken has not confirmed its timer yet, and what is placed before it has may still be cancelled: the server asks again.'

// What moves funds, changes or cancels brings no order on the book, and may stay in doubt until the owner settles it.
const ADDS: ReadonlySet<string> = new Set(['add_order', 'add_order_batch', 'edit_order'])

/** Throws `refused` (orders_unsettled) while a new order may still arrive at Kraken, or while nobody can tell. */
export const mustBeSettled = (underWay: UnderWay): void => {
  const rows = underWay.rows()?.filter(({ tool }) => ADDS.has(tool))
  if (rows?.length === 0) return
  throw new BreakwaterError(
    'refused',
    'orders_unsettled',
    rows
      ? `${rows.length} order(s) are still on their way or in doubt.`
      : 'The journal cannot be read, so nobody knows what is still on its way.',
    {
      hint: 'Wait until they are settled; what no look settles the owner does: `npm run token -- settle ID placed|not_placed`.',
      details: { intents: (rows ?? []).map(({ id }) => id) },
    },
  )
}
