import { BreakwaterError } from '../domain/errors.ts'
import { OpenOrders } from '../kraken/endpoints/account/orders.ts'
import { CancelAllOrdersAfter } from '../kraken/endpoints/trading/cancelling.ts'
import { failureOf, isInDoubt } from '../kraken/errors.ts'
import type { Arms } from './arms.ts'
import type { Clock } from './clock.ts'
import type { DeadMan } from './dead-man.ts'
import { armedNote } from './dead-man-words.ts'
import type { Answered, Body } from './exchange.ts'
import { dueBy, type Heartbeats } from './heartbeats.ts'
import type { HouseTools } from './house.ts'
import { OWNER_ID } from './owner-id.ts'
import { protectiveAmong, rowsIn } from './protective.ts'
import { CALL_MS } from './sweep.ts'

interface DeadManToolsDeps {
  readonly arms: Arms
  readonly deadMan: DeadMan
  readonly heartbeats: Heartbeats
  readonly body: Pick<Body, 'urgent'>
  readonly clock: Clock
  /** Something is due at another time than before. */
  readonly planned: () => void
}

/** Seconds until Kraken cancels everything, where the caller does not say. */
const DEFAULT_TIMEOUT_S = 150

/** The tools of both dead-man switches; nothing but the token stands in the way of any of them. */
export const deadManTools = (deps: DeadManToolsDeps): HouseTools => {
  const { arms, deadMan, heartbeats, body, clock, planned } = deps

  const armTimer = async (
    by: string,
    timeout: number,
  ): Promise<{ isConfirmed: boolean; isKept: boolean }> => {
    const before = arms.of(by)
    const isKept = arms.set({ by, timeout }, clock.now())
    const reply = await deadMan.apply()
    if (reply?.kind !== 'errors' || isInDoubt(reply) || deadMan.halt())
      return { isConfirmed: reply?.kind === 'result', isKept }
    // Kraken has said no: what is not so must not be said to be so.
    arms.undo(by, before, clock.now())
    planned()
    throw failureOf(reply, CancelAllOrdersAfter, clock.now())
  }

  const endangered = async () => {
    const rows = rowsIn(await body.urgent(OpenOrders, {}, CALL_MS), 'open')
    return rows && protectiveAmong(rows)
  }

  const stateOf = (tokenId: string) => {
    const own = arms.of(tokenId)
    const beat = heartbeats.of(tokenId)
    return {
      armed: arms.timeout() !== undefined,
      ...(arms.timeout() === undefined ? {} : { timeout: arms.timeout(), refreshed_every: 20 }),
      ...(own ? { own_timeout: own.timeout } : {}),
      ...(deadMan.halt() ? { suspended_for_maintenance: true } : {}),
      ...(beat
        ? { heartbeat: { within: beat.withinMs / 1000, stops: beat.stops, next_by: time(dueBy(beat)) } }
        : {}),
    }
  }

  return {
    async arm_dead_man_switch({ timeout, heartbeat_within, stops }, { tokenId }) {
      const within = typeof heartbeat_within === 'number' ? heartbeat_within : undefined
      const wanted =
        typeof timeout === 'number' ? timeout : within === undefined ? DEFAULT_TIMEOUT_S : undefined
      if (within !== undefined) {
        // Only a heartbeat ends a lapse.
        heartbeats.mustBeat(tokenId, clock.now())
        heartbeats.arm({ tokenId, withinMs: within * 1000, stops: stops === true }, clock.now())
      }
      planned()
      if (wanted === undefined) return { result: stateOf(tokenId), note: armedNote({ within, stops }) }
      const { isConfirmed, isKept } = await armTimer(tokenId, wanted)
      const orders = await endangered()
      return {
        result: { ...stateOf(tokenId), confirmed: isConfirmed, would_cancel: orders ?? null },
        note: armedNote({
          timeout: arms.timeout(),
          within,
          stops,
          isConfirmed,
          isKept,
          orders: orders?.length,
        }),
      }
    },

    async disarm_dead_man_switch(_params, { tokenId }): Promise<Answered> {
      const isOwner = tokenId === OWNER_ID
      const taken = arms.all().filter(({ by }) => isOwner || by === tokenId)
      const beats = heartbeats.all().filter((beat) => isOwner || beat.tokenId === tokenId)
      const hasLapsed = !isOwner && heartbeats.hasLapsed(tokenId, clock.now())
      if (taken.length + beats.length === 0) {
        if (arms.timeout() !== undefined) throw notYours(arms.all().some(({ by }) => by === OWNER_ID))
        return { result: { armed: false }, note: 'Nothing was armed.' }
      }
      if (hasLapsed && taken.length === 0) heartbeats.mustBeat(tokenId, clock.now())
      if (!hasLapsed) for (const beat of beats) heartbeats.disarm(beat.tokenId, clock.now())
      if (taken.length === 0) return { result: stateOf(tokenId) }
      const isKept = arms.clear(
        taken.map(({ by }) => by),
        clock.now(),
      )
      const reply = await deadMan.apply()
      const isConfirmed = reply?.kind === 'result'
      const words = [
        ...(isConfirmed ? [] : ['Kraken has not confirmed it yet: the server asks again until it does.']),
        ...(isKept ? [] : [UNWRITTEN]),
        ...(hasLapsed ? ['Your heartbeat has lapsed and stays so: call heartbeat, then disarm it.'] : []),
      ]
      return {
        result: { ...stateOf(tokenId), confirmed: isConfirmed },
        ...(words.length > 0 ? { note: words.join(' ') } : {}),
      }
    },

    async heartbeat(_params, { tokenId }) {
      const before = heartbeats.of(tokenId)
      heartbeats.beat(tokenId, clock.now())
      planned()
      const note = before
        ? 'You had lapsed, and your orders were cancelled or are being: look before you place new ones.'
        : 'No heartbeat is armed for this token: arm_dead_man_switch with heartbeat_within does that.'
      const isQuiet = before !== undefined && before.lapsedAt === undefined
      return { result: { alive: true, ...stateOf(tokenId) }, ...(isQuiet ? {} : { note }) }
    },
  }
}

const UNWRITTEN =
  'It could not be written down: a restart of the server arms it again as it was. Disarm it again later.'

/** Throws `refused` (dead_man_armed) where Kraken's raw timer would undo what is armed. */
export const mustNotBeArmed = (arms: Arms): void => {
  if (arms.timeout() === undefined) return
  throw new BreakwaterError(
    'refused',
    'dead_man_armed',
    'The dead-man switch is armed, and the raw timer would undo it; nothing was sent.',
    { hint: 'Use disarm_dead_man_switch, or arm_dead_man_switch with another timeout.' },
  )
}

const notYours = (isOwners: boolean) =>
  new BreakwaterError(
    'forbidden',
    'not_yours',
    isOwners
      ? 'The owner armed it; only the owner disarms it.'
      : 'Another token armed it; only that one or the owner disarms it.',
  )

const time = (ms: number): string => new Date(ms).toISOString()
