import type { Clock } from './clock.ts'
import type { Answered, Exchange } from './exchange.ts'
import type { HouseTools } from './house.ts'
import type { JournalBook } from './journal-book.ts'
import type { OwnerActions } from './owner-deps.ts'
import { OWNER_ID } from './owner-id.ts'
import { ordersOf } from './owner-orders.ts'

interface ActionsDeps {
  /** The switches' own tools, by name; called in the owner's name. */
  readonly tools: HouseTools
  readonly release: (by: string, now: number) => Promise<Answered>
  readonly flatten: (request: string) => Promise<Answered>
  readonly resume: OwnerActions['resume']
  readonly approvals: OwnerActions['approvals']
  readonly journal: JournalBook
  readonly stop: Exchange['stop']
  readonly clock: Pick<Clock, 'now'>
}

/** What the owner may have done to an account with a key. */
export const ownerActions = ({
  tools,
  release,
  flatten,
  approvals,
  resume,
  journal,
  stop,
  clock,
}: ActionsDeps): OwnerActions => {
  const asOwner = async (tool: string, params: Readonly<Record<string, unknown>>): Promise<Answered> => {
    const run = tools[tool]
    if (!run) throw new TypeError(`no switch ${tool}`)
    return run(params, { tokenId: OWNER_ID, request: 'owner', began: clock.now() })
  }
  return {
    kill: (reason) => asOwner('activate_kill_switch', { reason }),
    release: (by) => release(by, clock.now()),
    flatten,
    approvals,
    resume,
    arm: (timeout) => asOwner('arm_dead_man_switch', timeout === undefined ? {} : { timeout }),
    disarm: () => asOwner('disarm_dead_man_switch', {}),
    stopOrdersOf: ordersOf(journal, stop, clock.now),
  }
}
