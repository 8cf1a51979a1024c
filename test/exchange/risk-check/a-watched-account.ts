import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { ReadingFact } from '../../../src/domain/risk/facts.ts'
import type { Standing } from '../../../src/exchange/risk-check/check.ts'
import type { Vars } from '../../../src/exchange/settings.ts'
import { type AccountHouse, anAccount } from '../../support/account.ts'

export interface WatchedAccount extends AccountHouse {
  /** Lets cron ask for the risk check of this minute, as many minutes long. */
  minutes(count: number): Promise<void>
  /** The newest reading of a document, or of the account. */
  reading(key?: string): ReadingFact | undefined
  heldKeys(): readonly string[]
}

const MINUTE = 60_000

export const owner = (mandate: Mandate): Standing => ({
  key: 'owner',
  whose: 'owner',
  name: "the owner's limits",
  mandate,
  counts: 'account',
})

export const token = (id: string, mandate: Mandate): Standing => ({
  key: id,
  whose: 'token',
  name: id,
  mandate,
  counts: new Set([id]),
})

/** An account whose documents the test gives, and whose clock and cron it moves. */
export const aWatchedAccount = (standing: readonly Standing[], vars: Vars = {}): WatchedAccount => {
  const house = anAccount(vars, { standing: () => standing })
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
        await house.clock.settle()
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
