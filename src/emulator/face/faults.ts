import * as z from 'zod'

/**
 * What can go wrong on the way.
 * Before the call, which is then never carried out: hang, drop, status, html, invalid_nonce, rate_limit, error; `delay` only
 * holds it up before the door, so that its nonce may be overtaken.
 * After it was carried out: hang_after_accept, drop_after_accept, status_after_accept, html_after_accept, error_after_accept.
 * `unavailable` is `error` or `error_after_accept` with EService:Unavailable, by the switch `unavailableExecutes`.
 * `late` and `late_drop`: let in at once, carried out `ms` later (simulated time; its deadline is judged then), while the
 * connection hangs until the answer or is dropped at once. The log has it twice: when it was let in, and when it was carried out.
 * `duplicate`: the same bytes are processed twice, and the second answer is the one that is sent.
 * `hide`: what the call places stays out of every order query for `ms`.
 */
export const FaultRequest = z.strictObject({
  /** "AddOrder", "Earn/Allocate", a whole path, or "*". */
  path: z.string(),
  fault: z.enum([
    'delay',
    'hang',
    'drop',
    'status',
    'html',
    'invalid_nonce',
    'rate_limit',
    'error',
    'hang_after_accept',
    'drop_after_accept',
    'status_after_accept',
    'html_after_accept',
    'error_after_accept',
    'unavailable',
    'late',
    'late_drop',
    'duplicate',
    'hide',
  ]),
  ms: z.number().min(0).optional(),
  status: z.int().min(200).max(599).optional(),
  error: z.string().optional(),
  /** How often it strikes; 0 = until cleared. */
  times: z.int().min(0).default(1),
  /** How many matching calls pass first. */
  skip: z.int().min(0).default(0),
})
export type Fault = z.infer<typeof FaultRequest>

const REACHES_THE_EXCHANGE: readonly Fault['fault'][] = ['delay', 'late', 'late_drop', 'duplicate', 'hide']

/** Tells whether a struck call never reaches the exchange, which therefore cannot log it. */
export const isKeptBack = ({ fault }: Fault): boolean =>
  !fault.endsWith('_after_accept') && !REACHES_THE_EXCHANGE.includes(fault)

/** What `unavailable` means: no source says whether a call so answered was carried out. */
export const unveiled = (fault: Fault, executes: boolean): Fault =>
  fault.fault === 'unavailable'
    ? { ...fault, fault: executes ? 'error_after_accept' : 'error', error: 'EService:Unavailable' }
    : fault

export interface Faults {
  add(fault: Fault): void
  clear(): void
  list(): readonly Fault[]
  /** The fault that strikes a call on this path, counted off; the one added first goes first. */
  take(path: string): Fault | undefined
}

export const createFaults = (): Faults => {
  let faults: Fault[] = []
  return {
    add: (fault) => {
      faults.push({ ...fault })
    },
    clear: () => {
      faults = []
    },
    list: () => faults,
    take: (path) => {
      const fault = faults.find((one) => matches(one.path, path))
      if (!fault) return undefined
      if (fault.skip > 0) {
        fault.skip--
        return undefined
      }
      if (fault.times === 1) faults = faults.filter((one) => one !== fault)
      else if (fault.times > 1) fault.times--
      return fault
    },
  }
}

const matches = (wanted: string, path: string) =>
  wanted === '*' || wanted === path || path === `/0/private/${wanted}` || path === `/0/public/${wanted}`
