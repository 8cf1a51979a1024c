import { BreakwaterError } from '../domain/errors.ts'
import type { Answered } from './exchange.ts'
import type { Intent } from './intent.ts'
import type { KillLatch } from './kill-latch.ts'
import type { KillSwitch } from './kill-switch.ts'
import type { UnderWay } from './under-way.ts'

interface ReleaseDeps {
  readonly latch: KillLatch
  readonly killSwitch: Pick<KillSwitch, 'release'>
  readonly underWay: UnderWay
  /**
   * Puts Kraken's timer, which the kill switch has set, back to what the dead-man switch wants; answers whether Kraken
   * has heard it. Never throws.
   */
  readonly restoreTimer: () => Promise<boolean>
  /** Until that is heard it is owed, also after an eviction. */
  readonly oweTimer: () => void
}

/**
 * Lets orders through again; for the owner alone, whose door checks who it is. Refused while anything is sent or in
 * doubt (orders_unsettled), cancels and movements of funds too, or while that cannot be read. A sweep under way is ended first, so that none of its cancels
 * meets an order that was placed after the release.
 */
export const createRelease =
  ({ latch, killSwitch, underWay, restoreTimer, oweTimer }: ReleaseDeps) =>
  async (by: string, now: number): Promise<Answered> => {
    if (!latch.get()) return { result: { kill_switch: 'off' }, note: 'The kill switch was not on.' }
    mustBeNone(underWay.doubts())
    await killSwitch.release(() => {
      mustBeNone(underWay.doubts())
      oweTimer()
      if (latch.get()) latch.off(by, now)
    })
    const isRestored = await restoreTimer()
    const note = isRestored ? '' : ` ${UNHEARD}`
    return {
      result: { kill_switch: latch.get() ? 'on' : 'off' },
      note: `Orders are let through again.${note}`,
    }
  }

const UNHEARD =
  'Kraken has not confirmed its timer yet, and what is placed before it has may still be cancelled: the server asks again.'

/** Flattening waits for new orders alone: what else is in doubt brings no position that it could miss. */
const ADDS: ReadonlySet<string> = new Set(['add_order', 'add_order_batch', 'edit_order'])

/** Throws `refused` (orders_unsettled) while a new order may still arrive at Kraken, or while nobody can tell. */
export const noOrderMayArrive = (underWay: UnderWay): void =>
  mustBeNone(underWay.rows()?.filter(({ tool }) => ADDS.has(tool)))

/** Throws `refused` (orders_unsettled), naming the rows, if any is left or if they cannot be read. */
const mustBeNone = (rows: readonly Intent[] | undefined): void => {
  if (rows?.length === 0) return
  throw new BreakwaterError(
    'refused',
    'orders_unsettled',
    rows
      ? `Still on its way or in doubt: ${rows.slice(0, NAMED).map(nameOf).join(', ')}${more(rows)}.`
      : 'The journal cannot be read, so nobody knows what is still on its way.',
    {
      hint: 'Wait until it is settled; what no look settles the owner does: `npm run token -- settle ID placed|not_placed`.',
      details: { intents: (rows ?? []).map(({ id }) => id) },
    },
  )
}

const NAMED = 5

const nameOf = ({ id, tool, state }: Intent) => `${id} (${tool}, ${state})`

const more = ({ length }: readonly Intent[]) => (length > NAMED ? ` and ${length - NAMED} more` : '')
