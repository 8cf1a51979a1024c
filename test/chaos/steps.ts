import fc from 'fast-check'

/** One order as a story tells it. `own`, `userref`: names that the caller gives, few enough to meet again. */
export interface Want {
  readonly side: 'buy' | 'sell'
  readonly ordertype: 'market' | 'limit' | 'stop-loss'
  readonly volume: string
  /** Whether a limit crosses the book, or a stop fires at once. */
  readonly eager: boolean
  readonly own?: number
  readonly userref?: number
  /** What its first fill opens: an order far away on the other side. */
  readonly closes?: boolean
  /** Seconds after which it expires. */
  readonly lives?: number
}

/** One thing that happens in a story. `nth` picks among the orders or calls there have been so far. */
export type Step =
  | {
      readonly kind: 'place'
      readonly token: Token
      readonly pair: Pair
      readonly want: Want
      readonly key?: number
      readonly deadlineMs?: number
    }
  | {
      readonly kind: 'batch'
      readonly token: Token
      readonly pair: Pair
      readonly wants: readonly Want[]
      readonly key?: number
    }
  | { readonly kind: 'repeat'; readonly nth: number }
  | {
      readonly kind: 'amend'
      readonly token: Token
      readonly nth: number
      readonly by: 'txid' | 'cl_ord_id'
      readonly volume: string
      readonly key?: number
    }
  | {
      readonly kind: 'cancel'
      readonly token: Token
      readonly nths: readonly number[]
      readonly by: 'txid' | 'cl_ord_id'
    }
  | { readonly kind: 'cancel_userref'; readonly token: Token; readonly userref: number }
  | { readonly kind: 'cancel_all'; readonly token: Token }
  | {
      readonly kind: 'use'
      readonly token: Token | 'owner'
      readonly tool: string
      readonly params: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'wait'; readonly ms: number }
  /** Our clock is set, Kraken's is not. */
  | { readonly kind: 'set_clock'; readonly ms: number }
  | { readonly kind: 'lose_alarm' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'crash' }
  | {
      readonly kind: 'fault'
      readonly path: string
      readonly fault: string
      readonly ms: number
      readonly error?: string
      readonly times: number
    }
  | {
      readonly kind: 'maintenance'
      readonly startsIn: number
      readonly lastsSeconds: number
      readonly status: 'maintenance' | 'cancel_only' | 'post_only'
    }

export type Token = `t_${string}`
export type Pair = 'XBTUSD' | 'ETHUSD'

export const token = fc.constantFrom<Token>('t_ann', 't_bob')
export const pair = fc.constantFrom<Pair>('XBTUSD', 'ETHUSD')
const nth = fc.nat({ max: 9 })
const volume = fc.oneof(
  { weight: 15, arbitrary: fc.constantFrom('0.01', '0.010', '0.02') },
  // More than the account can pay.
  { weight: 1, arbitrary: fc.constant('1000') },
)
const maybe = (most: number) => fc.option(fc.nat({ max: most }), { nil: undefined, freq: 2 })

export const want: fc.Arbitrary<Want> = fc.record({
  side: fc.constantFrom('buy', 'buy', 'sell'),
  ordertype: fc.constantFrom('limit', 'limit', 'limit', 'market', 'stop-loss'),
  volume,
  eager: fc.boolean(),
  own: maybe(9),
  userref: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined, freq: 2 }),
})

const place: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('place'),
  token,
  pair,
  want,
  key: maybe(3),
  deadlineMs: fc.option(fc.integer({ min: 2_500, max: 50_000 }), { nil: undefined, freq: 4 }),
})

const batch: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('batch'),
  token,
  pair,
  wants: fc.array(want, { minLength: 2, maxLength: 3 }),
  key: maybe(3),
})

const amend: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('amend'),
  token,
  nth,
  by: fc.constantFrom('txid', 'cl_ord_id'),
  volume,
  key: maybe(3),
})

const cancel: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('cancel'),
  token,
  nths: fc.array(nth, { minLength: 1, maxLength: 3 }),
  by: fc.constantFrom('txid', 'cl_ord_id', 'cl_ord_id'),
})

const cancelUserref: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('cancel_userref'),
  token,
  userref: fc.integer({ min: 1, max: 2 }),
})

const cancelAll: fc.Arbitrary<Step> = fc.record({ kind: fc.constant('cancel_all'), token })

const wait: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('wait'),
  ms: fc.oneof(fc.integer({ min: 100, max: 3_000 }), fc.integer({ min: 100, max: 120_000 })),
})

const ACTING = ['AddOrder', 'AddOrder', 'AddOrderBatch', 'AmendOrder', 'CancelOrder', 'CancelOrderBatch', '*']
const LOOKING = ['OpenOrders', 'ClosedOrders', 'OrderAmends', 'SystemStatus', 'GetApiKeyInfo']

const IN_DOUBT = [
  'EService:Unavailable',
  'EService:Deadline elapsed',
  'EService:Timeout',
  'EService:Busy',
  'EGeneral:Internal error',
]

/** Later than this no order lands: the deadline says so. */
const lateMs = fc.integer({ min: 500, max: 12_000 })
/** For longer than this no list hides an order: the look that decides comes 60 s after sending. */
const hiddenMs = fc.integer({ min: 1_000, max: 45_000 })
const hangMs = fc.integer({ min: 500, max: 70_000 })

const striking = (faults: readonly string[], ms: fc.Arbitrary<number>) =>
  fc.record({ fault: fc.constantFrom(...faults), ms })

/** What goes wrong. */
const strike = fc.record({
  what: fc.oneof(
    striking(['late', 'late_drop'], lateMs),
    striking(['hide'], hiddenMs),
    striking(['hang', 'hang_after_accept', 'delay'], hangMs),
    striking(
      ['drop', 'drop_after_accept', 'status', 'status_after_accept', 'html', 'html_after_accept'],
      hangMs,
    ),
    striking(
      ['duplicate', 'unavailable', 'invalid_nonce', 'rate_limit', 'error', 'error_after_accept'],
      hangMs,
    ),
  ),
  error: fc.constantFrom(...IN_DOUBT),
})

const faultAt = (path: string, what: { fault: string; ms: number }, error: string, times: number): Step => ({
  kind: 'fault',
  path,
  ...what,
  times,
  ...(what.fault.startsWith('error') ? { error } : {}),
})

const fault: fc.Arbitrary<Step> = fc
  .record({
    path: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...ACTING) },
      { weight: 3, arbitrary: fc.constantFrom(...LOOKING) },
    ),
    strike,
    times: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ path, strike: { what, error }, times }) => faultAt(path, what, error, times))

const maintenance: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('maintenance'),
  startsIn: fc.integer({ min: 0, max: 20 }),
  lastsSeconds: fc.integer({ min: 5, max: 90 }),
  status: fc.constantFrom('maintenance', 'cancel_only', 'post_only'),
})

/** A fault, and at once the call that it strikes. */
export const struck = (path: string, call: fc.Arbitrary<Step>): fc.Arbitrary<readonly Step[]> =>
  fc.tuple(strike, call).map(([{ error, what }, step]) => [faultAt(path, what, error, 1), step])

export const alone = (step: fc.Arbitrary<Step>): fc.Arbitrary<readonly Step[]> => step.map((one) => [one])

/** What happens next, each with the odds that make a short story eventful. */
export const event: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 6, arbitrary: struck('AddOrder', place) },
  { weight: 2, arbitrary: struck('AddOrderBatch', batch) },
  { weight: 2, arbitrary: struck('AmendOrder', amend) },
  { weight: 2, arbitrary: struck('CancelOrder', cancel) },
  { weight: 1, arbitrary: struck('CancelAll', cancelAll) },
  { weight: 6, arbitrary: alone(fault) },
  { weight: 5, arbitrary: alone(place) },
  { weight: 2, arbitrary: alone(batch) },
  { weight: 2, arbitrary: alone(amend) },
  { weight: 4, arbitrary: alone(cancel) },
  { weight: 1, arbitrary: alone(cancelUserref) },
  { weight: 1, arbitrary: alone(cancelAll) },
  { weight: 3, arbitrary: alone(fc.record({ kind: fc.constant('repeat'), nth })) },
  { weight: 7, arbitrary: alone(wait) },
  { weight: 1, arbitrary: alone(fc.record({ kind: fc.constant('restart') })) },
  { weight: 4, arbitrary: alone(fc.record({ kind: fc.constant('crash') })) },
  { weight: 1, arbitrary: alone(maintenance) },
)

/** An order that meets no fault of its own, and one that does. */
export const aPlacing = alone(place)
export const aStruckPlacing = struck('AddOrder', place)

/** What clients do besides placing orders. */
export const anAside: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 3, arbitrary: alone(cancel) },
  { weight: 2, arbitrary: alone(amend) },
  { weight: 1, arbitrary: struck('CancelOrder', cancel) },
  { weight: 1, arbitrary: struck('AmendOrder', amend) },
  { weight: 1, arbitrary: alone(fc.record({ kind: fc.constant('repeat'), nth })) },
)

/** What no source says of Kraken, one way or the other. */
export interface Unconfirmed {
  readonly duplicateClientId: string
  readonly cancelBatchUnknown: string
  readonly queryByClientId: boolean
  readonly deadManOff: string
  readonly unavailableExecutes: boolean
  readonly costs: Readonly<Record<string, number>>
  readonly keyInfo: string
  readonly cancelPendingSeconds: number
  readonly hideSeconds: number
  readonly tier: string
}

export const unconfirmed: fc.Arbitrary<Unconfirmed> = fc.record({
  duplicateClientId: fc.constantFrom(
    'EOrder:cl_ord_id already in use',
    'EGeneral:Invalid arguments:cl_ord_id',
  ),
  cancelBatchUnknown: fc.constantFrom('error_if_all', 'error', 'ignored'),
  queryByClientId: fc.boolean(),
  deadManOff: fc.constantFrom('0', ''),
  unavailableExecutes: fc.boolean(),
  costs: fc.constantFrom<Unconfirmed['costs']>({}, { ClosedOrders: 4, CancelAll: 0 }),
  keyInfo: fc.constantFrom('camel', 'snake'),
  cancelPendingSeconds: fc.constantFrom(0, 0, 3),
  hideSeconds: fc.constantFrom(0, 0, 8, 45),
  tier: fc.constantFrom('unlimited', 'pro'),
})

export interface Story {
  readonly switches: Unconfirmed
  readonly steps: readonly Step[]
}

/** A story of at most so many events. */
export const aStory = (most: number, next = event): fc.Arbitrary<Story> =>
  fc.record({
    switches: unconfirmed,
    steps: fc.array(next, { minLength: 3, maxLength: most, size: 'max' }).map((events) => events.flat()),
  })
