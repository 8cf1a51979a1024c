import { BreakwaterError, extrasOf, isBreakwaterError } from '../domain/errors.ts'
import { isRecord } from '../domain/record.ts'
import type { Answered, Caller } from './exchange.ts'
import type { HouseTools } from './house.ts'
import type { KillSwitch } from './kill-switch.ts'
import { OWNER_ID } from './owner-id.ts'

interface KillToolsDeps {
  readonly killSwitch: KillSwitch
  readonly release: (by: string, now: number) => Promise<Answered>
  readonly flatten: (request: string) => Promise<Answered>
  readonly now: () => number
}

/**
 * The kill switch by name. No catalogue lists `release_kill_switch` and `flatten_positions`, nor the argument `flatten`:
 * only the owner's door can name them, and they ask once more who calls. Throws `forbidden` (not_yours) for others.
 */
export const killTools = ({ killSwitch, release, flatten, now }: KillToolsDeps): HouseTools => ({
  async activate_kill_switch({ reason, flatten: flattens }, caller) {
    if (flattens === true) mustBeOwner(caller)
    const killed = await killSwitch.activate(String(reason ?? ''), caller)
    return flattens === true ? both(killed, await attempted(() => flatten(caller.request))) : killed
  },
  async release_kill_switch(_params, caller) {
    mustBeOwner(caller)
    return release(caller.tokenId, now())
  },
  async flatten_positions(_params, caller) {
    mustBeOwner(caller)
    return flatten(caller.request)
  },
})

// That everything was stopped must be told, whatever came of the positions.
const attempted = async (work: () => Promise<Answered>): Promise<Answered> => {
  try {
    return await work()
  } catch (failure) {
    if (!isBreakwaterError(failure)) throw failure
    return { result: { code: failure.code, ...extrasOf(failure) }, note: `Not flattened: ${failure.message}` }
  }
}

const both = (killed: Answered, flattened: Answered): Answered => ({
  result: { ...(isRecord(killed.result) ? killed.result : {}), flattened: flattened.result },
  note: [killed.note, flattened.note].join(' '),
})

const mustBeOwner = ({ tokenId }: Caller): void => {
  if (tokenId === OWNER_ID) return
  throw new BreakwaterError('forbidden', 'not_yours', 'Only the owner may do this.')
}
