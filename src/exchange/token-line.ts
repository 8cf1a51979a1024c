import type { Sql } from './sql.ts'
import { childrenOf, type HeldToken, heldToken } from './token-rows.ts'

/** A token and its ancestors. */
export interface TokenLine {
  /** Itself first. */
  readonly ids: readonly string[]
  /** One of them is not known, or they are tied to a ring. */
  readonly broken: boolean
}

/** Longer lines are taken for a ring that somebody has tied. */
const LONGEST_LINE = 32

export const lineIn = (sql: Sql, tokenId: string): TokenLine => {
  const ids: string[] = []
  for (let id: string | null = tokenId; id !== null; ) {
    if (ids.includes(id) || ids.length >= LONGEST_LINE) return { ids, broken: true }
    ids.push(id)
    const token: HeldToken | undefined = heldToken(sql, id)
    if (!token && ids.length > 1) return { ids, broken: true }
    id = token?.parent ?? null
  }
  return { ids, broken: false }
}

/** The ids of a token and of all its descendants that the account has seen. */
export const familyIn = (sql: Sql, tokenId: string): readonly string[] => {
  const family = new Set([tokenId])
  for (const id of family) for (const child of childrenOf(sql, id)) family.add(child)
  return [...family]
}
