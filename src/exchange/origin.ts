import { attempt } from './attempt.ts'
import type { States } from './states.ts'

/** Where the owner's page is: the front door's own address, as the last call came by it. */
export interface Origin {
  /** Remembers an origin such as "https://breakwater.example"; what is none is left out. Never throws. */
  note(origin: string | undefined): void
  /** The page on which the owner decides about an intent; undefined where nobody has come by a front door yet. */
  approvalOf(intent: string): string | undefined
}

const NAME = 'origin'
const SHAPE = /^https?:\/\/[a-z0-9.:[\]-]{1,255}$/

/** Keeps the origin over evictions: alerts are raised when nobody calls, too. */
export const createOrigin = (states: States, account: string): Origin => {
  let known = attempt(() => states.get(NAME))
  return {
    note(origin) {
      if (origin === undefined || origin === known || !SHAPE.test(origin)) return
      known = origin
      attempt(() => states.set(NAME, origin))
    },
    approvalOf: (intent) =>
      typeof known === 'string'
        ? `${known}/owner/approve/${intent}${account === 'live' ? '' : `?account=${account}`}`
        : undefined,
  }
}
