import { type Account, isAccount, type Scope } from '../../auth/principal.ts'

/** A mandate that the page offers by its name. */
export interface Preset {
  readonly name: string
  readonly says: string
  readonly scopes: readonly Scope[]
}

/** What the form of the consent page says, as it was sent. */
export interface Choice {
  /** `live`, or `paper` with `paper` as its name. */
  readonly account: string
  readonly paper: string
  /** A preset's name, or a mandate as JSON. */
  readonly mandate: string
  readonly lifetime: string
}

/** What the owner may grant to a client that signed in. */
export interface Grantable {
  readonly account: Account
  readonly scopes: readonly Scope[]
  readonly lifetimeMs: number
  /** As the audit and the owner's page tell it. */
  readonly mandate: string
}

// The seam to mandates: a preset stands here once the rails hold a token to it, with the scopes that it needs.
export const PRESETS: readonly Preset[] = [
  { name: 'read-only', says: 'Read only: balances, orders, history, markets', scopes: ['read'] },
  { name: 'open', says: 'Read and trade, without limits of its own', scopes: ['read', 'trade'] },
]

const DAY_MS = 86_400_000

/** For how long: the value of the form's field, in words, in milliseconds. The first is preselected. */
export const LIFETIMES = [
  { name: '90d', says: '90 days', ms: 90 * DAY_MS },
  { name: '30d', says: '30 days', ms: 30 * DAY_MS },
  { name: '1d', says: 'one day', ms: DAY_MS },
  { name: '365d', says: 'one year', ms: 365 * DAY_MS },
] as const

/** Reads a choice; every word of it must be one that the page offers, whatever was sent. */
export const grantable = (
  choice: Choice,
): { ok: true; grant: Grantable } | { ok: false; problem: string } => {
  const account = choice.account === 'paper' ? `paper:${choice.paper.trim()}` : choice.account
  if (!isAccount(account))
    return { ok: false, problem: 'Choose live, or paper with a name of small letters, digits, _ and -.' }
  if (account !== 'live')
    return { ok: false, problem: 'This version has no paper accounts. Nothing was granted; choose live.' }
  const preset = PRESETS.find(({ name }) => name === choice.mandate.trim())
  if (!preset)
    return { ok: false, problem: `Choose a mandate: ${PRESETS.map(({ name }) => name).join(', ')}.` }
  const lifetime = LIFETIMES.find(({ name }) => name === choice.lifetime)
  if (!lifetime) return { ok: false, problem: 'Choose for how long the token is to work.' }
  return {
    ok: true,
    grant: { account, scopes: preset.scopes, lifetimeMs: lifetime.ms, mandate: preset.name },
  }
}
