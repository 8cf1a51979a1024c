import * as z from 'zod'
import { BreakwaterError } from '../domain/errors.ts'
import type { Mandate } from '../domain/mandate/mandate.ts'
import { parseMandate } from '../domain/mandate/parse.ts'
import { withinParent } from '../domain/mandate/within.ts'
import type { Clock } from './clock.ts'
import { problemsOn, refuseAny } from './mandate-problems.ts'
import { command, Id } from './owner-command.ts'
import type { OwnerLimits } from './owner-limits.ts'
import { childOf, MintParams } from './owner-mint.ts'
import type { Settings } from './settings.ts'
import type { TokenAuthority } from './token-authority.ts'
import { TOKEN_REFUSALS } from './token-refusals.ts'
import type { SourceToken, TokenSource } from './token-source.ts'

export interface TokenCommandsDeps {
  readonly tokens: TokenAuthority
  readonly limits: OwnerLimits
  readonly exchange: Settings['exchange']
  readonly tokenSource: TokenSource | undefined
  readonly clock: Pick<Clock, 'now'>
}

const Document = z.record(z.string(), z.unknown())

/** What the owner says about tokens' mandates and the whole account's limits. */
export const tokenCommands = ({ tokens, limits, exchange, tokenSource, clock }: TokenCommandsDeps) => {
  const lookedUp = async (id: string): Promise<SourceToken> => {
    const token = await reached(tokens.look(id))
    if (!token) throw unknownToken()
    return token
  }

  /** A token's mandate may say no more than those that already bound it. */
  const mustFit = (mandate: Mandate, token: Pick<SourceToken, 'tokenId' | 'scopes'>): void => {
    const above = tokens.boundsOf(token.tokenId).filter(({ whose }) => whose === 'parent')
    refuseAny([
      ...problemsOn(exchange, mandate, token.scopes),
      ...above.flatMap((bound) => withinParent(mandate, bound.mandate)),
    ])
  }

  return {
    mandate: command({
      effect: 'read',
      params: z.strictObject({ id: Id }),
      run: async ({ id }) => {
        const { tokenId, name, scopes, parent } = await lookedUp(id)
        return { result: { id: tokenId, name, scopes, parent, mandate: tokens.mandateOf(id) } }
      },
    }),
    'set-mandate': command({
      effect: 'act',
      delegates: true,
      params: z.strictObject({ id: Id, mandate: Document }),
      run: async ({ id, mandate: written }, { tokenId }) => {
        const token = await lookedUp(id)
        const isOwnChild = id !== tokenId && tokens.familyOf(tokenId).includes(id)
        if (tokens.isDelegate(tokenId) && !isOwnChild) throw ownerOnly()
        const mandate = mandateIn(written)
        mustFit(mandate, token)
        tokens.setMandate(id, mandate, tokenId, clock.now())
        return { result: { id, mandate }, note: 'It holds from now on, for calls that wait too.' }
      },
    }),
    limits: command({
      effect: 'read',
      params: z.strictObject({}),
      run: async () => ({ result: { limits: limits.get() ?? null, source: limits.source() } }),
    }),
    'set-limits': command({
      effect: 'act',
      params: z.strictObject({ limits: Document }),
      run: async ({ limits: written }, { tokenId }) => {
        const said = mandateIn(written)
        limits.set(said, tokenId, clock.now())
        tokens.forget()
        return {
          result: { limits: said, source: limits.source() },
          note: 'They hold from now on, and stand before the setting OWNER_LIMITS.',
        }
      },
    }),
    mint: command({
      effect: 'act',
      delegates: true,
      params: MintParams,
      run: async (params, { tokenId }) => {
        const now = clock.now()
        const mandate = params.mandate === undefined ? undefined : mandateIn(params.mandate)
        const child = childOf({ params, mandate, tokens, parentId: tokenId, exchange, now })
        await reached(tokenSource?.insert(child, now) ?? Promise.resolve())
        tokens.enter(child, now)
        return {
          result: {
            id: child.tokenId,
            parent: tokenId,
            scopes: child.scopes,
            expires_at: child.expiresAt === null ? null : new Date(child.expiresAt).toISOString(),
            mandate: tokens.mandateOf(child.tokenId),
          },
        }
      },
    }),
  }
}

const mandateIn = (written: unknown): Mandate => {
  const parsed = parseMandate(written)
  if (parsed.ok) return parsed.mandate
  refuseAny(parsed.problems)
  throw new TypeError('a refusal without a problem')
}

const reached = async <T>(asked: Promise<T>): Promise<T> => {
  try {
    return await asked
  } catch {
    throw TOKEN_REFUSALS.cannotBeChecked()
  }
}

export const ownerOnly = () =>
  new BreakwaterError('forbidden', 'owner_only', 'This admin token acts only within what it was granted.', {
    hint: 'It looks, stops, mints children and changes theirs; the rest is the owner’s.',
  })

const unknownToken = () =>
  new BreakwaterError('invalid', 'not_found', 'There is no token of this id on this account.', {
    hint: '`npm run token -- list` shows the ids.',
  })
