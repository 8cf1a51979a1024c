import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { ReadingFact } from '../../../src/domain/risk/facts.ts'
import type { Vars } from '../../../src/exchange/settings.ts'
import type { SourceToken } from '../../../src/exchange/token-source.ts'
import type { AccountHouse } from '../../support/account.ts'
import { aHouseWith } from '../../support/owner.ts'

export interface WatchedAccount extends AccountHouse {
  /** Lets cron ask for the risk check in each of so many minutes. */
  minutes(count: number): Promise<void>
  /** The newest reading of a document, or of the account. */
  reading(key?: string): ReadingFact | undefined
  /** The documents under which trading is held back. */
  heldKeys(): readonly string[]
}

const MINUTE = 60_000

/** An account with the owner's limits, and maybe tokens, whose clock and cron the test moves. */
export const aWatchedAccount = (
  limits?: Mandate,
  vars: Vars = {},
  tokens: readonly SourceToken[] = [],
): WatchedAccount => {
  const given = limits ? { OWNER_LIMITS: JSON.stringify(limits) } : {}
  const { house } = aHouseWith(tokens, { ...given, ...vars })
  const stored = (name: string): unknown => {
    const [row] = house.sql.run('SELECT value FROM states WHERE name = ?', name)
    return typeof row?.value === 'string' ? JSON.parse(row.value) : undefined
  }
  return Object.assign(house, {
    async minutes(count: number) {
      for (let i = 0; i < count; i++) {
        const into = house.clock.now() % MINUTE
        await house.clock.advance(MINUTE - into + 1_000)
        const job = house.account.job('risk', Math.floor(house.clock.now() / MINUTE) * MINUTE)
        // It may wait for its share of the budget.
        await house.clock.advance(45_000)
        await job
      }
    },
    reading(key?: string) {
      const all = stored('risk:readings') as
        | { account: ReadingFact; readings: Record<string, ReadingFact> }
        | undefined
      return key === undefined ? all?.account : all?.readings[key]
    },
    heldKeys: () => Object.keys((stored('risk:watch') as { held: object } | undefined)?.held ?? {}),
  })
}
