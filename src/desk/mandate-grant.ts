import type { Account, ExchangeName, Scope } from '../auth/principal.ts'
import type { Mandate } from '../domain/mandate/mandate.ts'
import { parseMandate, problemLines } from '../domain/mandate/parse.ts'
import { NOTHING, OPEN } from '../domain/mandate/presets.ts'
import { withinParent } from '../domain/mandate/within.ts'
import { problemsOn } from '../exchange/mandate-problems.ts'
import type { TokenRow } from '../store/token-row.ts'

/** A token that is to be: its mandate must suit its scopes, its exchange and its parent. */
export interface Wanted {
  readonly exchange: ExchangeName
  readonly account: Account
  readonly scopes: readonly Scope[]
  readonly expiresAt: number | null
  readonly mandate: Mandate | undefined
  readonly parent: TokenRow | undefined
}

/** What is written beside the token: its mandate, and when it ends at the latest; or in words why it cannot be. */
export type Granting =
  | { readonly ok: true; readonly mandate: Mandate | undefined; readonly expiresAt: number | null }
  | { readonly ok: false; readonly problem: string }

/** Judges a token that is to be, by the same rules wherever it is asked for: in a terminal or on a page. */
export const grantedTo = (wanted: Wanted, now: number): Granting => {
  const { account, scopes, mandate, parent, expiresAt } = wanted
  const real = account === 'live' ? wanted.exchange : 'emulator'
  const acts = scopes.some((scope) => scope === 'trade' || scope === 'funds')
  if (real === 'kraken' && acts && !mandate) return cannot(NEEDED)
  const unfit = mandate ? problemsOn(real, mandate, scopes) : []
  if (unfit.length > 0) return cannot(problemLines(unfit).join('\n'))
  // Written out where the account's own default would be another: paper is simulated money on any exchange.
  const given = mandate ?? (acts && account !== 'live' ? OPEN : undefined)
  if (!parent) return { ok: true, mandate: given, expiresAt }
  const noChild = whyNoChild(wanted, parent, now)
  if (noChild !== undefined) return cannot(noChild)
  const beyond = withinParent(mandate ?? {}, bounding(parent, real))
  if (beyond.length > 0) return cannot(problemLines(beyond).join('\n'))
  return { ok: true, mandate: given, expiresAt: earlier(expiresAt, parent.expiresAt) }
}

const cannot = (problem: string) => ({ ok: false, problem }) as const

const NEEDED =
  'On the real exchange a token with the scope trade or funds needs a mandate: --mandate FILE or a preset ' +
  '(read-only, careful, loss-limit, trader). docs/mandates.md tells what they say.'

const whyNoChild = (
  { exchange, account, scopes }: Wanted,
  parent: TokenRow,
  now: number,
): string | undefined => {
  if (parent.exchange !== exchange || parent.account !== account)
    return `The parent works on ${parent.exchange} (${parent.account}); so must its child.`
  if (parent.revokedAt !== null || (parent.expiresAt !== null && parent.expiresAt <= now))
    return 'The parent is revoked or has expired.'
  const own = parent.scopes.split(',')
  const allowed = own.includes('admin') ? ['read', 'trade', 'funds'] : [...own, 'read']
  const beyond = scopes.filter((scope) => scope === 'raw' || scope === 'admin' || !allowed.includes(scope))
  return beyond.length > 0
    ? `A child never exceeds its parent: ${beyond.join(', ')} cannot be given to this one.`
    : undefined
}

/** What bounds the children of a token; where it says nothing itself, what its exchange gives it. */
const bounding = (parent: TokenRow, real: ExchangeName): Mandate => {
  const fallback = real === 'kraken' ? NOTHING : OPEN
  const parsed = parent.mandate === null ? undefined : parseMandate(parent.mandate)
  const own = parsed ? (parsed.ok ? parsed.mandate : NOTHING) : fallback
  return parent.scopes.split(',').includes('admin') ? (own.grants ?? NOTHING) : own
}

const earlier = (wanted: number | null, parents: number | null): number | null => {
  if (wanted === null || parents === null) return wanted ?? parents
  return Math.min(wanted, parents)
}
