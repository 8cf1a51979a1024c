import type { Account, ExchangeName, Scope } from '../auth/principal.ts'
import type { Mandate } from '../domain/mandate/mandate.ts'
import { type MandateProblem, parseMandate, problemLines } from '../domain/mandate/parse.ts'
import { NOTHING, OPEN } from '../domain/mandate/presets.ts'
import { withinParent } from '../domain/mandate/within.ts'
import { problemsOn } from '../exchange/mandate-problems.ts'
import type { TokenRow } from '../store/token-row.ts'
import { CliError } from './failure.ts'

/** A token that is to be: its mandate must suit its scopes, its exchange and its parent. */
export interface Wanted {
  readonly exchange: ExchangeName
  readonly account: Account
  readonly scopes: readonly Scope[]
  readonly expiresAt: number | null
  readonly mandate: Mandate | undefined
  readonly parent: TokenRow | undefined
}

/** What is written beside the token: its mandate, and when it ends at the latest. Throws in words what cannot be. */
export const grantedTo = (wanted: Wanted, now: number): Pick<Wanted, 'mandate' | 'expiresAt'> => {
  const { account, scopes, mandate, parent } = wanted
  const real = account === 'live' ? wanted.exchange : 'emulator'
  const acts = scopes.some((scope) => scope === 'trade' || scope === 'funds')
  if (real === 'kraken' && acts && !mandate) throw new CliError(NEEDED)
  refuse(mandate ? problemsOn(real, mandate, scopes) : [])
  // Written out where the account's own default would be another: paper is simulated money on any exchange.
  const given = mandate ?? (acts && account !== 'live' ? OPEN : undefined)
  if (!parent) return { mandate: given, expiresAt: wanted.expiresAt }
  mustBeChild(wanted, parent, now)
  refuse(withinParent(mandate ?? {}, bounding(parent, real)))
  return { mandate: given, expiresAt: earlier(wanted.expiresAt, parent.expiresAt) }
}

const NEEDED =
  'On the real exchange a token with the scope trade or funds needs a mandate: --mandate FILE or a preset ' +
  '(read-only, careful, loss-limit, trader). docs/mandates.md tells what they say.'

const mustBeChild = ({ exchange, account, scopes }: Wanted, parent: TokenRow, now: number): void => {
  if (parent.exchange !== exchange || parent.account !== account)
    throw new CliError(`The parent works on ${parent.exchange} (${parent.account}); so must its child.`)
  if (parent.revokedAt !== null || (parent.expiresAt !== null && parent.expiresAt <= now))
    throw new CliError('The parent is revoked or has expired.')
  const own = parent.scopes.split(',')
  const allowed = own.includes('admin') ? ['read', 'trade', 'funds'] : [...own, 'read']
  const beyond = scopes.filter((scope) => scope === 'raw' || scope === 'admin' || !allowed.includes(scope))
  if (beyond.length > 0)
    throw new CliError(`A child never exceeds its parent: ${beyond.join(', ')} cannot be given to this one.`)
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

const refuse = (problems: readonly MandateProblem[]): void => {
  if (problems.length > 0) throw new CliError(problemLines(problems).join('\n'))
}
