import type { Mandate } from '../domain/mandate/mandate.ts'
import { parseMandate } from '../domain/mandate/parse.ts'
import { NOTHING } from '../domain/mandate/presets.ts'
import type { Audit } from './audit.ts'
import type { Settings } from './settings.ts'
import type { Sql } from './sql.ts'
import type { States } from './states.ts'

/** The owner's limits on the whole account: the setting's at first, and what the owner said since from then on. */
export interface OwnerLimits {
  get(): Mandate | undefined
  /** Where they come from: nobody has set any, the setting OWNER_LIMITS, or a command. */
  source(): 'none' | 'setting' | 'command'
  set(limits: Mandate, by: string, now: number): void
}

interface LimitsDeps {
  readonly sql: Sql
  readonly states: States
  readonly audit: Audit
  readonly settings: Pick<Settings, 'ownerLimits'>
}

const NAME = 'owner_limits'

export const createOwnerLimits = ({ sql, states, audit, settings }: LimitsDeps): OwnerLimits => {
  let said: { readonly limits: Mandate } | undefined | 'unread' = 'unread'

  const stored = (): { readonly limits: Mandate } | undefined => {
    if (said !== 'unread') return said
    const value = states.get(NAME)
    // What is stored and cannot be read was a limit of some kind.
    const parsed = value === undefined ? undefined : parseMandate(value)
    said = parsed && { limits: parsed.ok ? parsed.mandate : NOTHING }
    return said
  }

  return {
    get: () => stored()?.limits ?? settings.ownerLimits,
    source() {
      if (stored()) return 'command'
      return settings.ownerLimits ? 'setting' : 'none'
    },
    set: (limits, by, now) =>
      sql.transaction(() => {
        states.set(NAME, limits)
        audit.write({ event: 'limits.changed', tokenId: by, facts: { limits } }, now)
        said = { limits }
      }),
  }
}
