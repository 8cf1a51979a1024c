import type { Principal } from '../../auth/principal.ts'
import { leaseCalls } from '../../desk/calls.ts'
import { BreakwaterError } from '../../domain/errors.ts'
import { toolNamed } from '../../tools/catalogue.ts'
import type { Door } from '../door.ts'
import { keepAlive } from '../keep-alive.ts'
import { calledTool } from '../mcp-message.ts'
import { refuse } from '../refusal.ts'
import type { Allowance, Leases } from './leases.ts'

/** What was found: whether the call may go on, and the headers that tell its caller how much is left. */
export interface Counted {
  readonly refusal: Response | undefined
  readonly headers: readonly (readonly [string, string])[]
}

const UNCOUNTED: Counted = { refusal: undefined, headers: [] }

/** Counts a tool call against its token's hour. What only stops something is never counted, and never refused. */
export const countCall = async (
  door: Door,
  leases: Leases,
  principal: Principal,
  message: unknown,
  now: number,
): Promise<Counted> => {
  const name = calledTool(message)
  if (name === undefined || !principal.credential || toolNamed(name)?.stops) return UNCOUNTED
  const { account, tokenId } = principal
  const ask = () => leaseCalls(door.env, account, tokenId)
  const allowance = await leases.take(tokenId, ask, keepAlive(door))
  if (!allowance) return UNCOUNTED
  const headers = headersOf(allowance, now)
  if (!allowance.isSpent) return { refusal: undefined, headers }
  for (const [header, value] of headers) door.header(header, value)
  return { refusal: refuse(door, 429, spent(allowance, now)), headers }
}

const headersOf = ({ limit, left, resetAt }: Allowance, now: number) =>
  [
    ['RateLimit-Limit', String(limit)],
    ['RateLimit-Remaining', String(left)],
    ['RateLimit-Reset', String(secondsUntil(resetAt, now))],
  ] as const

const secondsUntil = (at: number, now: number): number => Math.max(1, Math.ceil((at - now) / 1_000))

const spent = ({ limit, resetAt }: Allowance, now: number) =>
  new BreakwaterError('busy', 'call_limit', `The token has made its ${limit} tool calls of this hour`, {
    hint: 'Wait for the next hour. Cancels and the switches still work.',
    details: { limit },
    retryAfter: secondsUntil(resetAt, now),
  })
