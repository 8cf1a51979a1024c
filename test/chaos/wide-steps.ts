import fc from 'fast-check'
import { alone, event, pair, type Step, struck, token, want } from './steps.ts'

// What else an account can do: the switches, movements of funds, orders that open others or end by themselves, a clock that is set.

const use = (tool: string, params: fc.Arbitrary<Record<string, unknown>> = fc.constant({})) =>
  fc.record({ kind: fc.constant('use' as const), token, tool: fc.constant(tool), params })

const kill = use('activate_kill_switch', fc.constant({ reason: 'a story' }))
const release: fc.Arbitrary<Step> = fc.constant({
  kind: 'use',
  token: 'owner',
  tool: 'release_kill_switch',
  params: {},
})
const arm = use(
  'arm_dead_man_switch',
  fc.constantFrom<Record<string, unknown>>(
    { timeout: 60 },
    { timeout: 150 },
    { heartbeat_within: 30 },
    { heartbeat_within: 60, stops: true },
    { timeout: 90, heartbeat_within: 45 },
  ),
)
const disarm = use('disarm_dead_man_switch')
const beat = use('heartbeat')
// To another place than the withdrawal of the emulator's seed: by hand and alike, that one could be taken for ours.
const withdraw = use(
  'withdraw',
  fc.record({
    asset: fc.constant('ETH'),
    key: fc.constant('vault'),
    amount: fc.constantFrom('0.01', '0.02'),
  }),
)

const parent: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('place'),
  token,
  pair,
  want: fc
    .tuple(want, fc.boolean(), fc.option(fc.integer({ min: 5, max: 90 }), { nil: undefined }))
    .map(([one, closes, lives]) => ({ ...one, closes, ...(lives === undefined ? {} : { lives }) })),
})

const setClock: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('set_clock'),
  ms: fc.oneof(
    fc.integer({ min: -5_000, max: 5_000 }),
    fc.integer({ min: -120_000, max: 120_000 }),
    fc.constantFrom(-7_200_000, -3_600_000, 3_600_000, 30 * 86_400_000),
  ),
})

/** Everything that `event` knows, and all this. */
export const wideEvent: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 30, arbitrary: event },
  { weight: 2, arbitrary: alone(kill) },
  { weight: 1, arbitrary: struck('CancelAll', kill) },
  { weight: 1, arbitrary: struck('OpenOrders', kill) },
  { weight: 2, arbitrary: alone(release) },
  { weight: 2, arbitrary: alone(arm) },
  { weight: 1, arbitrary: struck('CancelAllOrdersAfter', arm) },
  { weight: 1, arbitrary: struck('CancelAllOrdersAfter', disarm) },
  { weight: 1, arbitrary: alone(disarm) },
  { weight: 1, arbitrary: alone(beat) },
  { weight: 1, arbitrary: alone(withdraw) },
  { weight: 2, arbitrary: struck('Withdraw', withdraw) },
  { weight: 3, arbitrary: alone(parent) },
  { weight: 2, arbitrary: struck('AddOrder', parent) },
  { weight: 2, arbitrary: alone(setClock) },
  { weight: 1, arbitrary: alone(fc.constant<Step>({ kind: 'lose_alarm' })) },
)
