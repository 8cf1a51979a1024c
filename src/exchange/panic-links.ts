import { hex } from '../domain/bytes.ts'
import { attempt } from './attempt.ts'
import type { Audit } from './audit.ts'
import { isSameSecret, signatureOf } from './signature.ts'
import { createSigningKey } from './signing-key.ts'
import type { Sql } from './sql.ts'
import type { States } from './states.ts'

/** A panic link as the owner's list shows it; times in unix milliseconds. Whoever holds the link itself can stop everything. */
export interface PanicLink {
  readonly id: string
  readonly madeAt: number
  readonly expiresAt: number
  readonly revokedAt: number | undefined
}

export interface PanicLinks {
  /** Makes a link; `link` is what stands behind `/panic/`. */
  make(lifetimeMs: number, by: string, now: number): PanicLink & { readonly link: string }
  /** Answers whether there is one of this id. */
  revoke(id: string, by: string, now: number): boolean
  list(): readonly PanicLink[]
  /** Whether a link is ours, neither expired nor revoked; from memory where storage cannot be read. */
  open(link: string, now: number): Opened
}

export type Opened =
  | { readonly state: 'open'; readonly id: string }
  | { readonly state: 'unknown' | 'unchecked' }

interface LinkDeps {
  readonly sql: Sql
  readonly states: States
  readonly audit: Audit
  readonly random: (bytes: number) => Uint8Array
}

const SHAPE = /^(p_[0-9a-f]{20})\.([A-Za-z0-9_-]{43})$/

/** Links that stop the account without a login: signed with a key that never leaves this storage. */
export const createPanicLinks = ({ sql, states, audit, random }: LinkDeps): PanicLinks => {
  const key = createSigningKey(states, random)

  const list = () => sql.run('SELECT * FROM panic_links ORDER BY made_at DESC, id').map(linkOf)

  // A disk that fails must not take away what stops the account.
  let kept = attempt(() => ({ key: key.kept(), links: list() }))

  const changing = <T>(work: () => T): T => {
    const done = sql.transaction(work)
    kept = attempt(() => ({ key: key.kept(), links: list() })) ?? kept
    return done
  }

  return {
    make: (lifetimeMs, by, now) =>
      changing(() => {
        const id = `p_${hex(random(10))}`
        const expiresAt = now + lifetimeMs
        sql.run('INSERT INTO panic_links (id, made_at, expires_at) VALUES (?, ?, ?)', id, now, expiresAt)
        audit.write({ event: 'panic_link.made', tokenId: by, subject: id, facts: { expiresAt } }, now)
        const link = `${id}.${signed(key.must(), id)}`
        return { id, madeAt: now, expiresAt, revokedAt: undefined, link }
      }),
    revoke: (id, by, now) =>
      changing(() => {
        const [known] = sql.run('SELECT revoked_at FROM panic_links WHERE id = ?', id)
        if (!known) return false
        if (known.revoked_at !== null) return true
        sql.run('UPDATE panic_links SET revoked_at = ? WHERE id = ?', now, id)
        audit.write({ event: 'panic_link.revoked', tokenId: by, subject: id }, now)
        return true
      }),
    list,
    open(link, now) {
      const [, id, signature] = SHAPE.exec(link) ?? []
      if (!id || !signature) return { state: 'unknown' }
      kept = attempt(() => ({ key: key.kept(), links: list() })) ?? kept
      if (!kept) return { state: 'unchecked' }
      if (!kept.key || !isSameSecret(signature, signed(kept.key, id))) return { state: 'unknown' }
      const found = kept.links.find((one) => one.id === id)
      const isOpen = found && found.revokedAt === undefined && found.expiresAt > now
      return isOpen ? { state: 'open', id } : { state: 'unknown' }
    },
  }
}

// The purpose is signed too: the same key signs other things.
const signed = (key: string, id: string): string => signatureOf(key, `panic:${id}`)

const linkOf = (row: Readonly<Record<string, unknown>>): PanicLink => ({
  id: String(row.id),
  madeAt: Number(row.made_at),
  expiresAt: Number(row.expires_at),
  revokedAt: typeof row.revoked_at === 'number' ? row.revoked_at : undefined,
})
