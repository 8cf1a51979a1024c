import { errorOf, htmlOf } from './envelope.ts'
import type { Fault } from './faults.ts'

/** Thrown where a connection is to be cut without an answer. */
class Dropped extends Error {
  constructor() {
    super('the emulator dropped the connection')
    this.name = 'Dropped'
  }
}

const LONGEST_MS = 600_000

export type Wait = (ms: number) => Promise<void>

/** What a fault does before the call: an answer in its stead, or nothing after a delay. */
export const before = async (fault: Fault, wait: Wait, now: () => number): Promise<Response | undefined> => {
  switch (fault.fault) {
    case 'delay':
      await wait(fault.ms ?? 1_000)
      return undefined
    case 'hang':
      await wait(fault.ms ?? LONGEST_MS)
      throw new Dropped()
    case 'drop':
      throw new Dropped()
    case 'status':
      return new Response('', { status: fault.status ?? 502 })
    case 'html':
      return htmlOf(fault.status ?? 502)
    case 'invalid_nonce':
      return errorOf('EAPI:Invalid nonce', now())
    case 'rate_limit':
      return errorOf(fault.error ?? 'EAPI:Rate limit exceeded', now())
    case 'error':
      return errorOf(fault.error ?? 'EGeneral:Internal error', now())
    default:
      return undefined
  }
}

/** What a fault makes of the answer to a call that was carried out. */
export const after = async (fault: Fault, answer: Response, wait: Wait): Promise<Response> => {
  switch (fault.fault) {
    case 'hang_after_accept':
      await wait(fault.ms ?? LONGEST_MS)
      return answer
    case 'drop_after_accept':
      throw new Dropped()
    case 'status_after_accept':
      return new Response('', { status: fault.status ?? 502 })
    case 'html_after_accept':
      return htmlOf(fault.status ?? 502)
    default:
      return answer
  }
}
