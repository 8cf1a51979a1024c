import fc from 'fast-check'
import { anAside, aPlacing, aStruckPlacing, type Step, unconfirmed } from './steps.ts'
import { type Told, told } from './tell.ts'

const ORDERS = 1_000
const CLIENTS = 20
const DAY_MS = 24 * 3_600_000

/** One client's moment: an order, three of ten struck by a fault, what its client does besides, and a pause. */
const aMoment: fc.Arbitrary<readonly Step[]> = fc
  .record({
    placing: fc.oneof({ weight: 7, arbitrary: aPlacing }, { weight: 3, arbitrary: aStruckPlacing }),
    aside: fc.option(anAside, { nil: [], freq: 3 }),
    client: fc.integer({ min: 1, max: CLIENTS }),
    pauseMs: fc.integer({ min: 0, max: (2 * DAY_MS) / ORDERS }),
    crash: fc.constantFrom(true, ...Array.from({ length: 49 }, () => false)),
  })
  .map(({ placing, aside, client, pauseMs, crash }) => [
    ...[...placing, ...aside].map((step) => by(client, step)),
    ...(crash ? [{ kind: 'crash' } as const] : []),
    { kind: 'wait', ms: pauseMs },
  ])

/** A day of a thousand orders from twenty clients, three of ten under a fault, with crashes in between. */
export const chaosDay = (seed: number): Promise<Told> => {
  const [switches] = fc.sample(unconfirmed, { numRuns: 1, seed })
  if (!switches) throw new Error('nothing was sampled')
  const moments = fc.sample(aMoment, { numRuns: ORDERS, seed })
  return told({ switches, steps: moments.flatMap((steps, at) => steps.map((step) => named(at, step))) })
}

const by = (client: number, step: Step): Step =>
  'token' in step ? { ...step, token: `t_client${client}` } : step

// Over a whole day the few names of a short story would all be used up.
const named = (at: number, step: Step): Step => {
  if (step.kind !== 'place') return step
  const { want, key, ...rest } = step
  return {
    ...rest,
    want: { ...want, ...(want.own === undefined ? {} : { own: at }) },
    ...(key === undefined ? {} : { key: at }),
  }
}
