import { attempt } from './attempt.ts'
import { bounded } from './bounded.ts'
import type { Clock } from './clock.ts'
import type { TokenCopy } from './port.ts'
import type { Sql } from './sql.ts'
import { heldToken, rowWith } from './token-rows.ts'
import type { SourceToken, TokenSource } from './token-source.ts'

/**
 * How the account knows a token now: it does; the database says that there is none; neither has a word on it that can be
 * had (`unread`); or nobody but the front door can be asked (`new`).
 */
export type Met = 'known' | 'absent' | 'unread' | 'new'

interface MeetingDeps {
  readonly sql: Sql
  readonly clock: Clock
  readonly source: TokenSource | undefined
  readonly copy: (token: SourceToken, now: number) => void
}

/** A stop waits for nobody, and an order stands before a mandate or nowhere. */
const STOP_WAITS_MS = 1_000
const PATIENCE_MS = 5_000
const LONGEST_LINE = 32

/** Reads a token that the account sees for the first time from the database, with its ancestors, once. */
export const createMeeting = ({ sql, clock, source, copy }: MeetingDeps) => {
  const reading = new Map<string, Promise<Met>>()

  const withParents = async (from: TokenSource, token: SourceToken): Promise<Met> => {
    const line = [token]
    for (let next = token.parent; next !== null && line.length < LONGEST_LINE; ) {
      const held = heldToken(sql, next)
      const parent = held ?? (await from.byId(next))
      // A parent that is nowhere leaves a line that is broken, and allows nothing.
      if (!parent || line.some(({ tokenId }) => tokenId === parent.tokenId)) break
      if (!held) line.push(parent)
      next = parent.parent
    }
    for (const one of line.reverse()) copy(one, clock.now())
    return 'known'
  }

  const read = async (from: TokenSource, hash: string): Promise<Met> => {
    const token = await from.byHash(hash)
    return token ? withParents(from, token) : 'absent'
  }

  const once = (from: TokenSource, hash: string): Promise<Met> => {
    const begun = reading.get(hash) ?? read(from, hash).finally(() => reading.delete(hash))
    reading.set(hash, begun)
    return begun
  }

  return {
    begin(token: TokenCopy, unchecked: boolean, isStop: boolean): Met | Promise<Met> {
      // What a disk that is gone knew cannot be asked.
      const isKnown = attempt(() => rowWith(sql, token.hash) !== undefined)
      if (isKnown !== false) return isKnown ? 'known' : 'unread'
      if (unchecked) return 'absent'
      if (!source) return 'new'
      const patience = isStop ? STOP_WAITS_MS : PATIENCE_MS
      return bounded(clock, patience, once(source, token.hash)).then((met) => met ?? 'unread')
    },
    async look(tokenId: string): Promise<SourceToken | undefined> {
      const held = heldToken(sql, tokenId)
      if (held || !source) return held
      const token = await source.byId(tokenId)
      if (token) await withParents(source, token)
      return heldToken(sql, tokenId)
    },
  }
}
