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
}

interface ArmsDeps {
  readonly sql: Sql
  readonly states: States
  readonly audit: Audit
}

const NAME = 'dead_man'

export const createArms = ({ sql, states, audit }: ArmsDeps): Arms => {
  let arms = attempt(() => armsIn(states.get(NAME))) ?? []

  const change = (to: readonly Arm[], event: string, by: string, facts: object, now: number): boolean => {
    arms = to
    const wrote = attempt(() =>
      sql.transaction(() => {
        if (to.length > 0) states.set(NAME, to)
        else states.clear(NAME)
        audit.write({ event, tokenId: by, facts: { ...facts } }, now)
        return true
      }),
    )
    return wrote === true
  }

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
    clear: (by, now) =>
      change(
        arms.filter((arm) => !by.includes(arm.by)),
        'dead_man.disarmed',
        by[0] ?? '',
        {},
        now,
      ),
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
