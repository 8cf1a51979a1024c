import { type Account, type ExchangeName, isAccount, type Scope } from '../../auth/principal.ts'
import { grantedTo } from '../../desk/mandate-grant.ts'
import type { Mandate } from '../../domain/mandate/mandate.ts'
import { parseMandate, problemLines } from '../../domain/mandate/parse.ts'
import { isPreset, PRESETS } from '../../domain/mandate/presets.ts'
import { mandateWords } from '../../exchange/overview/names.ts'

/** What the form of the consent page says, as it was sent. */
export interface Choice {
  /** `live`, or `paper` with `paper` as its name. */
  readonly account: string
  readonly paper: string
  /** A preset's name, or `own` with `document` as JSON. */
  readonly mandate: string
  readonly document: string
  /** `read`, `trade` or `funds`. */
  readonly scope: string
  readonly lifetime: string
}

/** What the owner may grant to a client that signed in. */
export interface Grantable {
  readonly account: Account
  readonly scopes: readonly Scope[]
  readonly lifetimeMs: number
  readonly mandate: Mandate | undefined
  /** The mandate as the audit tells it. */
  readonly says: string
}

/** A mandate that the page offers by its name, the first preselected; its numbers stand in docs/mandates.md. */
export interface OfferedMandate {
  readonly name: string
  readonly says: string
  /** Never on the real exchange. */
  readonly simulatedOnly?: true
}

export const MANDATES: readonly OfferedMandate[] = [
  { name: 'read-only', says: 'read-only: looks, and places nothing' },
  { name: 'careful', says: 'careful: small limit orders on BTC and ETH; you are asked for more' },
  { name: 'loss-limit', says: 'loss-limit: any market, until it has lost so much' },
  { name: 'trader', says: 'trader: larger sums and margin, fences on every side' },
  { name: 'open', says: 'open: no limits (simulated money only)', simulatedOnly: true },
  { name: 'own', says: 'your own, as JSON below' },
]

/** What a token may reach for: the value of the form's field, in words, as scopes. The first is preselected. */
export const REACHES: readonly {
  readonly name: string
  readonly says: string
  readonly scopes: readonly Scope[]
}[] = [
  {
    name: 'mandate',
    says: 'what the mandate needs: reading, and trading unless it is read-only',
    scopes: [],
  },
  { name: 'read', says: 'reading alone', scopes: ['read'] },
  { name: 'trade', says: 'reading and trading', scopes: ['read', 'trade'] },
  { name: 'funds', says: 'reading, trading, deposits and withdrawals', scopes: ['read', 'trade', 'funds'] },
]

const DAY_MS = 86_400_000

/** For how long: the value of the form's field, in words, in milliseconds. The first is preselected. */
export const LIFETIMES = [
  { name: '90d', says: '90 days', ms: 90 * DAY_MS },
  { name: '30d', says: '30 days', ms: 30 * DAY_MS },
  { name: '1d', says: 'one day', ms: DAY_MS },
  { name: '365d', says: 'one year', ms: 365 * DAY_MS },
] as const

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string }

/** Reads a choice; every word of it must be one that the page offers, and the mandate must suit account and exchange. */
export const grantable = (
  choice: Choice,
  exchange: ExchangeName,
  now: number,
): { ok: true; grant: Grantable } | { ok: false; problem: string } => {
  const account = choice.account === 'paper' ? `paper:${choice.paper.trim()}` : choice.account
  if (!isAccount(account))
    return { ok: false, problem: 'Choose live, or paper with a name of small letters, digits, _ and -.' }
  const mandate = mandateOf(choice)
  if (!mandate.ok) return mandate
  const scopes = scopesOf(choice)
  if (!scopes.ok) return scopes
  const lifetime = LIFETIMES.find(({ name }) => name === choice.lifetime)
  if (!lifetime) return { ok: false, problem: 'Choose for how long the token is to work.' }
  const wanted = {
    exchange,
    account,
    scopes: scopes.value,
    expiresAt: null,
    mandate: mandate.value,
    parent: undefined,
  }
  const granted = grantedTo(wanted, now)
  if (!granted.ok) return granted
  const says = granted.mandate ? mandateWords(granted.mandate) : 'none'
  return {
    ok: true,
    grant: { account, scopes: scopes.value, lifetimeMs: lifetime.ms, mandate: granted.mandate, says },
  }
}

const mandateOf = ({ mandate, document }: Choice): Read<Mandate> => {
  const name = mandate.trim()
  if (isPreset(name)) return { ok: true, value: PRESETS[name] }
  if (name !== 'own')
    return { ok: false, problem: `Choose a mandate: ${MANDATES.map((one) => one.name).join(', ')}.` }
  const parsed = parseMandate(document)
  if (parsed.ok) return { ok: true, value: parsed.mandate }
  return { ok: false, problem: `Your mandate cannot be used: ${problemLines(parsed.problems).join(' ')}` }
}

const scopesOf = ({ scope, mandate }: Choice): Read<readonly Scope[]> => {
  const reach = REACHES.find(({ name }) => name === scope)
  if (!reach) return { ok: false, problem: 'Choose what the token may reach for.' }
  if (reach.scopes.length > 0) return { ok: true, value: reach.scopes }
  return { ok: true, value: mandate.trim() === 'read-only' ? ['read'] : ['read', 'trade'] }
}
