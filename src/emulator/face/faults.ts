import { z } from 'zod'

/**
 * What can go wrong on the way. Before the call: delay, hang, status, html, invalid_nonce, rate_limit, error.
 * After it was carried out: hang_after_accept, drop_after_accept, status_after_accept, html_after_accept.
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
