import type { Market } from './call.ts'
import { after, before } from './face/afflict.ts'
import { type Arrival, arrivalOf } from './face/arrival.ts'
import { timeOf } from './face/clock.ts'
import { answerControl } from './face/control.ts'
import { createDelivery } from './face/delivery.ts'
import { createFaults, isKeptBack, unveiled } from './face/faults.ts'
import { createLog, seen } from './face/log.ts'
import { timer, type UntilGone, untilGone } from './face/waiting.ts'
import { mainKeyOf } from './keys.ts'
import { createMarket } from './market/market.ts'
import { openWorld } from './open-world.ts'
import { completed, readSnapshot, snapshotOf } from './snapshot.ts'
import type { Tier, World } from './world.ts'

/** A small Kraken: Kraken's paths, envelopes and errors, over a seeded market and one funded account. */
export interface Emulator {
  /** Answers one HTTP request as Kraken would; also `/__emulator/*`. Rejects where a connection is to be dropped. */
  answer(request: Request): Promise<Response>
  /** A key with every permission. */
  readonly credentials: { readonly key: string; readonly secret: string }
  /** The whole state as JSON text, for `emulator.json`. */
  snapshot(): string
}

export interface EmulatorOptions {
  readonly seed: string
  readonly now: () => number
  /** What an earlier `snapshot()` returned; its seed outranks the one given. */
  readonly state?: string
  /** How a delay is slept; by default a timer that keeps no process alive. */
  readonly sleep?: (ms: number) => Promise<void>
  /** Whose rate limits a new world's account has; `starter` by default, `unlimited` for suites that share one emulator. */
  readonly tier?: Tier
  /** The seed's own market, `createMarket(seed)`, where several emulators share what one of them has computed. */
  readonly calm?: Market
}

export const createEmulator = (options: EmulatorOptions): Emulator => {
  const sleep = options.sleep ?? timer
  const saved = options.state === undefined ? undefined : readSnapshot(options.state)
  const seed = saved?.seed ?? options.seed
  // A pure function of seed and time for as long as nothing has shaken it: what it has computed outlives a reset.
  const calm = options.calm ?? createMarket(seed)
  const begin = (earlier?: World) => {
    const shocks = earlier?.shocks ?? []
    const shaken = createMarket(seed, () => shocks)
    const market = () => (shocks.length === 0 ? calm : shaken)
    const fresh = { ...openWorld(seed, options.now(), market()), shocks }
    if (options.tier) fresh.switches.tier = options.tier
    return { market, world: earlier ? completed(earlier, fresh) : fresh }
  }
  let { market, world } = begin(saved)
  const faults = createFaults()
  const log = createLog()
  const now = () => timeOf(world, options.now())
  const delivery = createDelivery({ exchange: () => ({ world, market: market(), log }), now, sleep })

  const reset = () => {
    const again = begin()
    market = again.market
    world = again.world
    faults.clear()
    log.clear()
    delivery.clear()
  }
  const call = async (arrival: Arrival, gone: UntilGone): Promise<Response> => {
    const wait = (ms: number) => gone(sleep(ms))
    const taken = faults.take(arrival.url.pathname)
    const fault = taken && unveiled(taken, world.switches.unavailableExecutes)
    if (fault && isKeptBack(fault))
      log.write({ ...seen(arrival, now()), error: `fault: ${fault.fault}`, processed: false })
    const early = fault && (await before(fault, wait, now))
    if (early) return early
    const answer = await delivery.carry(arrival, fault, gone)
    return fault ? after(fault, answer, wait, now) : answer
  }

  return {
    answer: async (request) => {
      const arrival = await arrivalOf(request)
      const { url, method, text } = arrival
      if (!url.pathname.startsWith('/__emulator/')) return call(arrival, untilGone(request))
      await delivery.catchUp()
      const controls = { world, market: market(), faults, log, real: options.now, reset }
      const answer = answerControl(controls, method, url.pathname, text)
      await delivery.catchUp()
      return answer
    },
    credentials: mainKeyOf(seed),
    snapshot: () => snapshotOf(world),
  }
}
