import type { CallLease } from '../../exchange/port.ts'

const LOW = 5
const PATIENCE_MS = 1_000
const REST_MS = 5_000

/** What a token has left of its hour, as this isolate knows it; other isolates may hold some of it. */
export interface Allowance {
  readonly limit: number
  readonly left: number
  /** Unix milliseconds. */
  readonly resetAt: number
  readonly isSpent: boolean
}

export interface Leases {
  /**
   * Takes one tool call of a token's hour; undefined where nobody could tell, and the call may go on. `ask` fetches a
   * lease from the account; `later` lets it be fetched after the answer has left.
   */
  take(tokenId: string, ask: () => Promise<CallLease>, later: Later): Promise<Allowance | undefined>
}

type Later = (work: Promise<unknown>) => void

interface Held {
  own: number
  others: number
  limit: number
  resetAt: number
  isAsking: boolean
}

const CAPACITY = 1_000

/**
 * Counts the tool calls of an isolate's callers against leases from the account object: a call that needs no account
 * visits it once in some fifty calls. An account that does not answer keeps no call from going on.
 */
export const createLeases = (now: () => number): Leases => {
  const held = new Map<string, Held>()
  let failedAt = Number.NEGATIVE_INFINITY

  // Calls that are under way hold the same entry, so it is changed and never replaced within its hour.
  const add = (tokenId: string, { calls, left, limit, resetAt }: CallLease): Held => {
    const known = current(tokenId)
    if (known?.resetAt === resetAt) {
      known.own += calls
      known.others = Math.min(known.others, left)
      return known
    }
    if (held.size >= CAPACITY && !held.has(tokenId)) held.clear()
    const lease = { own: calls, others: left, limit, resetAt, isAsking: false }
    held.set(tokenId, lease)
    return lease
  }

  const current = (tokenId: string): Held | undefined => {
    const known = held.get(tokenId)
    return known && known.resetAt > now() ? known : undefined
  }

  const fetched = async (tokenId: string, ask: () => Promise<CallLease>): Promise<Held | undefined> => {
    if (Math.abs(now() - failedAt) < REST_MS) return undefined
    try {
      return add(tokenId, await inTime(ask()))
    } catch {
      failedAt = now()
      return undefined
    }
  }

  const refill = (tokenId: string, known: Held, ask: () => Promise<CallLease>, later: Later): void => {
    if (known.isAsking || known.own > LOW || known.others === 0) return
    known.isAsking = true
    later(fetched(tokenId, ask).finally(() => (known.isAsking = false)))
  }

  return {
    async take(tokenId, ask, later) {
      const known = current(tokenId)
      const isSure = known !== undefined && (known.own > 0 || known.others === 0)
      const lease = isSure ? known : await fetched(tokenId, ask)
      if (!lease) return undefined
      const { limit, resetAt } = lease
      if (lease.own === 0) return { limit, left: 0, resetAt, isSpent: true }
      lease.own -= 1
      refill(tokenId, lease, ask, later)
      return { limit, left: lease.own + lease.others, resetAt, isSpent: false }
    },
  }
}

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the account does not answer')), PATIENCE_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
