import { createHash } from 'node:crypto'
import { BreakwaterError } from '../domain/errors.ts'
import type { KeyInfo } from '../kraken/key-info.ts'
import type { Alerts } from './alerts.ts'
import { attempt } from './attempt.ts'
import type { Audit } from './audit.ts'
import type { Sql } from './sql.ts'
import type { States } from './states.ts'

interface KeyWatchDeps {
  readonly sql: Sql
  readonly states: States
  readonly audit: Audit
  readonly alerts: Alerts
  /** The owner knows that the key has a second user, and wants it so. */
  readonly allowShared: boolean
}

/** What is held against the key. */
export interface KeyWatch {
  /** Somebody else used the key: tells the owner once, and stops new orders. */
  shared(why: string, now: number): void
  /** Looks at what Kraken says of the key: whose account it is, and whether our last nonce is its last. */
  look(info: KeyInfo, ours: { highestNonce: number; lastCallAt: number }, now: number): void
  /** Throws `refused` (shared_key) or `forbidden` (other_account); asked by new orders only. */
  pass(): void
  /** The same as sentences for the owner; empty if nothing is wrong. */
  problems(): readonly string[]
}

/** Kraken's `lastUsed` may be this much later than our own last call. */
const APART_MS = 5_000

/** Notices a second user of the key, and a key that belongs to another account than before. Survives evictions. */
export const createKeyWatch = ({ sql, states, audit, alerts, allowShared }: KeyWatchDeps): KeyWatch => {
  const note = (name: 'shared_key' | 'other_account', why: string, now: number): void => {
    if (states.get(name) !== undefined) return
    sql.transaction(() => {
      states.set(name, { why, at: now })
      audit.write({ event: `key.${name}`, facts: { why } }, now)
      alerts.raise('second_key_user', { why }, now)
    })
  }

  const pin = (iban: string, now: number): void => {
    if (iban === '') return
    const identity = createHash('sha256').update(iban).digest('hex').slice(0, 16)
    const pinned = states.get('identity')
    if (pinned === undefined) states.set('identity', identity)
    else if (pinned === identity) states.clear('other_account')
    else note('other_account', 'the key belongs to another Kraken account than before', now)
  }

  // Allowed once, it is forgiven: taken back later, the setting starts afresh.
  if (allowShared) attempt(() => states.clear('shared_key'))

  const isShared = () => !allowShared && states.get('shared_key') !== undefined
  const isOther = () => states.get('other_account') !== undefined

  return {
    shared: (why, now) => note('shared_key', why, now),
    look(info, { highestNonce, lastCallAt }, now) {
      pin(info.iban, now)
      if (Number(info.nonce) > highestNonce) note('shared_key', 'Kraken saw a higher nonce than ours', now)
      if (lastCallAt > 0 && info.lastUsed * 1000 > lastCallAt + APART_MS)
        note('shared_key', 'Kraken saw the key used when we did not use it', now)
    },
    pass() {
      if (isOther()) throw otherAccount()
      if (isShared()) throw sharedKey()
    },
    problems: () => [
      ...(isShared() ? ['Someone else uses the Kraken key: new orders are refused.'] : []),
      ...(isOther()
        ? ['The Kraken key belongs to another account than before: new orders are refused.']
        : []),
    ],
  }
}

const sharedKey = () =>
  new BreakwaterError(
    'refused',
    'shared_key',
    'Someone else uses the Kraken key, so new orders are refused.',
    {
      hint: 'The owner gives Breakwater a key of its own, or sets ALLOW_SHARED_KEY. Cancels work.',
    },
  )

const otherAccount = () =>
  new BreakwaterError(
    'forbidden',
    'other_account',
    'The Kraken key belongs to another account than before.',
    {
      hint: 'The owner sets the key of the same account again. Cancels work.',
    },
  )
