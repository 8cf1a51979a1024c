import { attempt } from './attempt.ts'
import type { Audit } from './audit.ts'
import { bounded } from './bounded.ts'
import type { Clock } from './clock.ts'
import { BEFORE_HALT_MS, CALL_MS, LOOK_MS, notYet } from './dead-man-times.ts'
import type { Announced, Halt } from './maintenance.ts'

interface HaltsDeps {
  readonly maintenance: () => Promise<Announced | undefined>
  readonly audit: Audit
  readonly clock: Clock
}

/** Kraken's halts, for which the timer is put off: while nobody can refresh it, it would cancel everything. */
export interface Halts {
  /** Asks Kraken for them, every two minutes. Bounded; never throws. */
  look(): Promise<void>
  /** Begins or ends what is on by what is known now, and writes it down. */
  turn(): void
  /** The halt for which the timer is off, as of the last turn. */
  suspended(): Halt | undefined
}

export const createHalts = ({ maintenance, audit, clock }: HaltsDeps): Halts => {
  let lookAt = 0
  let halts: readonly Halt[] = []
  let isHalted = false
  let suspended: Halt | undefined

  const haltNow = (): Halt | undefined => {
    const now = clock.now()
    const ahead = halts.find(({ from, until }) => from - BEFORE_HALT_MS <= now && now < until)
    // It goes on for as long as Kraken says so, whatever was announced.
    return ahead ?? (isHalted && suspended ? suspended : undefined)
  }

  const note = (event: string, halt: Halt): void => {
    const facts = { from: new Date(halt.from).toISOString(), until: new Date(halt.until).toISOString() }
    attempt(() => audit.write({ event, facts }, clock.now()))
  }

  return {
    async look() {
      if (notYet(lookAt, LOOK_MS, clock.now())) return
      lookAt = clock.now() + LOOK_MS
      const said = await bounded(
        clock,
        CALL_MS,
        maintenance().catch(() => undefined),
      )
      if (!said) return
      halts = said.halts
      isHalted = said.isHalted
    },
    turn() {
      const halt = haltNow()
      if (halt && !suspended) note('dead_man.suspended', halt)
      if (!halt && suspended) note('dead_man.resumed', suspended)
      suspended = halt
    },
    suspended: () => suspended,
  }
}
