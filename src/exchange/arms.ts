import { isRecord } from '../domain/record.ts'
import { attempt } from './attempt.ts'
import type { Audit } from './audit.ts'
import type { Sql } from './sql.ts'
import type { States } from './states.ts'

/** That somebody wants everything cancelled unless the server lives: after how many seconds. */
export interface Arm {
  readonly by: string
  readonly timeout: number
}

/** Who has armed Kraken's timer; in storage, and in memory where that fails. */
export interface Arms {
  all(): readonly Arm[]
  of(by: string): Arm | undefined
  /** The shortest of all timeouts, in seconds; undefined while nobody has armed it. */
  timeout(): number | undefined
  /** Each answers whether storage could be written. */
  set(arm: Arm, now: number): boolean
  clear(by: readonly string[], now: number): boolean
  /** Kraken has refused it: as before, and nothing of it has to be put off. */
  undo(by: string, before: Arm | undefined, now: number): boolean
  /** Nobody wants the timer, and Kraken has not heard that it is off; outlives an eviction. */
  owesOff(): boolean
  oweOff(): void
  heard(): void
}

interface ArmsDeps {
  readonly sql: Sql
  readonly states: States
  readonly audit: Audit
}

const NAME = 'dead_man'
const OFF = 'dead_man_off'

export const createArms = ({ sql, states, audit }: ArmsDeps): Arms => {
  let arms = attempt(() => armsIn(states.get(NAME))) ?? []
  let owesOff = attempt(() => states.get(OFF)) === true

  const owe = (owes: boolean): void => {
    if (owes) states.set(OFF, true)
    else states.clear(OFF)
  }

  const change = (to: readonly Arm[], event: string, by: string, facts: object, now: number): boolean => {
    arms = to
    const wrote = attempt(() =>
      sql.transaction(() => {
        if (to.length > 0) states.set(NAME, to)
        else states.clear(NAME)
        owe(owesOff)
        audit.write({ event, tokenId: by, facts: { ...facts } }, now)
        return true
      }),
    )
    return wrote === true
  }

  const without = (by: readonly string[]) => arms.filter((arm) => !by.includes(arm.by))

  return {
    all: () => arms,
    of: (by) => arms.find((arm) => arm.by === by),
    timeout: () => (arms.length === 0 ? undefined : Math.min(...arms.map(({ timeout }) => timeout))),
    set: (arm, now) =>
      change(
        [...arms.filter(({ by }) => by !== arm.by), arm],
        'dead_man.armed',
        arm.by,
        { timeout: arm.timeout },
        now,
      ),
    clear(by, now) {
      const left = without(by)
      owesOff ||= left.length === 0
      return change(left, 'dead_man.disarmed', by[0] ?? '', {}, now)
    },
    undo: (by, before, now) =>
      change([...without([by]), ...(before ? [before] : [])], 'dead_man.refused', by, {}, now),
    owesOff: () => owesOff && arms.length === 0,
    oweOff() {
      owesOff = true
      attempt(() => owe(true))
    },
    heard() {
      if (!owesOff) return
      owesOff = false
      attempt(() => owe(false))
    },
  }
}

const armsIn = (value: unknown): readonly Arm[] =>
  Array.isArray(value)
    ? value.flatMap((arm) =>
        isRecord(arm) && typeof arm.by === 'string' && typeof arm.timeout === 'number'
          ? [{ by: arm.by, timeout: arm.timeout }]
          : [],
      )
    : []
