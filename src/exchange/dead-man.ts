import { CancelAllOrdersAfter } from '../kraken/endpoints/trading/cancelling.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Duty } from './alarm.ts'
import type { Alerts } from './alerts.ts'
import type { Arms } from './arms.ts'
import { attempt } from './attempt.ts'
import type { Audit } from './audit.ts'
import { bounded } from './bounded.ts'
import type { Clock } from './clock.ts'
import type { Body } from './exchange.ts'
import type { Announced, Halt } from './maintenance.ts'

/** Kraken advises 15 to 30 s (CancelAllOrdersAfter page). */
const REFRESH_MS = 20_000
/** A refresh that failed is made again sooner. */
const RETRY_MS = 5_000
/** No ring waits longer for one call. */
const CALL_MS = 5_000
/** How often Kraken is asked for its maintenance. */
const LOOK_MS = 120_000
/** The timer is off so long before a halt: with the longest look in between there is still time for two tries. */
const BEFORE_HALT_MS = 180_000

/** Kraken's account-wide timer, kept from running out for as long as somebody has armed it and this server lives. */
export interface DeadMan extends Duty {
  /** Sets Kraken's timer to what the arms say now, or puts it off where there are none. Bounded; undefined if that took too long. */
  apply(): Promise<Reply | undefined>
  /** The halt for which it is off at this moment. */
  halt(): Halt | undefined
  /** When Kraken's timer runs out unless it is refreshed, unix milliseconds; undefined where it is off. */
  firesAt(): number | undefined
  /** Somebody else is setting Kraken's timer: what is under way here must not be said again after it. */
  overtaken(): void
}

interface DeadManDeps {
  readonly arms: Arms
  readonly body: Pick<Body, 'stop'>
  readonly maintenance: () => Promise<Announced | undefined>
  /** While the kill switch works, Kraken's timer is its own. */
  readonly isHeld: () => boolean
  readonly audit: Audit
  readonly alerts: Alerts
  readonly clock: Clock
  readonly planned: () => void
}

export const createDeadMan = (deps: DeadManDeps): DeadMan => {
  const { arms, body, maintenance, isHeld, audit, alerts, clock, planned } = deps
  // After an eviction nobody knows when it was refreshed last: at once is never wrong.
  let nextAt = 0
  let lookAt = 0
  let halts: readonly Halt[] = []
  let isHalted = false
  let suspended: Halt | undefined
  let running: Promise<void> | undefined
  /** Of all that set the timer, the one that was begun last says what it is. */
  let newest = 0
  let heardAt = clock.now()
  let isTold = false

  const haltNow = (): Halt | undefined => {
    const now = clock.now()
    const ahead = halts.find(({ from, until }) => from - BEFORE_HALT_MS <= now && now < until)
    // It goes on for as long as Kraken says so, whatever was announced.
    return ahead ?? (isHalted && suspended ? suspended : undefined)
  }

  const set = (timeout: number): Promise<Reply | undefined> =>
    bounded(clock, CALL_MS, body.stop(CancelAllOrdersAfter, { timeout }, undefined, CALL_MS - 1_000))

  const apply = async (triesLeft = 1): Promise<Reply | undefined> => {
    const wanted = arms.timeout()
    if (isHeld()) {
      nextAt = clock.now() + RETRY_MS
      planned()
      return undefined
    }
    const mine = ++newest
    nextAt = clock.now() + REFRESH_MS
    const reply = await set(suspended ? 0 : (wanted ?? 0))
    // Whatever came of it, the newer one says what the timer is.
    if (mine !== newest) return reply
    // Overtaken on the way, it was not heard. It is never sent again as it was: by now another may be wanted.
    if (triesLeft > 0 && metAnothersNonce(reply)) return apply(triesLeft - 1)
    const isHeard = reply?.kind === 'result'
    nextAt = clock.now() + (isHeard ? REFRESH_MS : RETRY_MS)
    if (isHeard) heard()
    else if (wanted !== undefined && !suspended) unheard(wanted)
    planned()
    return reply
  }

  const heard = (): void => {
    heardAt = clock.now()
    isTold = false
    arms.heard()
  }

  // By now Kraken has cancelled everything, and the timer stays off until it is set again.
  const unheard = (timeout: number): void => {
    heardAt = Math.min(heardAt, clock.now())
    if (isTold || clock.now() - heardAt < timeout * 1000) return
    isTold = true
    attempt(() => alerts.raise('dead_man_lost', { timeout }, clock.now()))
  }

  const note = (event: string, halt: Halt): void => {
    const facts = { from: new Date(halt.from).toISOString(), until: new Date(halt.until).toISOString() }
    attempt(() => audit.write({ event, facts }, clock.now()))
  }

  const turn = (): void => {
    const halt = haltNow()
    if (halt && !suspended) note('dead_man.suspended', halt)
    if (!halt && suspended) note('dead_man.resumed', suspended)
    suspended = halt
  }

  const look = async (): Promise<void> => {
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
  }

  const refresh = async (): Promise<void> => {
    nextAt = clock.now() + REFRESH_MS
    turn()
    await apply()
    await look()
    const before = suspended
    turn()
    // What was just learnt must not wait for the next round.
    if (!before !== !suspended) await apply()
  }

  return {
    name: 'dead-man',
    dueAt() {
      if (arms.timeout() === undefined && !arms.owesOff()) return undefined
      return notYet(nextAt, REFRESH_MS, clock.now()) ? nextAt : Math.min(nextAt, clock.now())
    },
    async run() {
      running ??= refresh().finally(() => {
        running = undefined
      })
      await running
    },
    apply: () => apply(),
    halt: () => suspended,
    firesAt() {
      const timeout = arms.timeout()
      return timeout === undefined || suspended ? undefined : heardAt + timeout * 1000
    },
    overtaken() {
      newest++
      nextAt = clock.now() + RETRY_MS
      planned()
    },
  }
}

/** What is further away than it was ever put was put there before the wall clock stepped back. */
const notYet = (at: number, longest: number, now: number): boolean => at > now && at - now <= longest

const metAnothersNonce = (reply: Reply | undefined): boolean =>
  reply?.kind === 'errors' && reply.errors.some((error) => error.startsWith('EAPI:Invalid nonce'))
