import * as z from 'zod'
import { BreakwaterError } from '../domain/errors.ts'
import type { Mandate } from '../domain/mandate/mandate.ts'
import type { MandateProblem } from '../domain/mandate/parse.ts'
import { withinParent } from '../domain/mandate/within.ts'
import { once } from '../domain/once.ts'
import { problemsOn, refuseAny } from './mandate-problems.ts'
import type { Settings } from './settings.ts'
import type { TokenAuthority } from './token-authority.ts'
import type { SourceToken } from './token-source.ts'

/** A child token as an admin wants it; the plaintext never comes here, only its hash and the id made from it. */
export const mintParams = once(() =>
  z.strictObject({
    id: z.string().regex(/^t_[a-z0-9]{1,32}$/),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    name: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .regex(/^\P{C}+$/u),
    scopes: z
      .array(z.enum(['read', 'trade', 'funds']))
      .min(1)
      .max(3),
    mandate: z.record(z.string(), z.unknown()).optional(),
    expires_in_ms: z
      .int()
      .min(60_000)
      .max(3_650 * 86_400_000)
      .optional(),
    for_url: z.boolean().optional(),
  }),
)

interface Minting {
  readonly params: z.output<ReturnType<typeof mintParams>>
  readonly mandate: Mandate | undefined
  readonly tokens: TokenAuthority
  readonly parentId: string
  readonly exchange: Settings['exchange']
  readonly now: number
}

/**
 * The child that an admin may mint: within what it grants, and gone when it is. Throws `forbidden` (grants_nothing) and
 * `invalid` (invalid_mandate).
 */
export const childOf = ({ params, mandate, tokens, parentId, exchange, now }: Minting): SourceToken => {
  const { grants } = tokens.mandateOf(parentId)
  if (!grants) throw grantsNothing()
  const acts = params.scopes.some((scope) => scope !== 'read')
  refuseAny([
    ...(exchange === 'kraken' && acts && !mandate ? [WANTED] : []),
    ...problemsOn(exchange, mandate ?? {}, params.scopes),
    ...withinParent(mandate ?? {}, grants),
  ])
  return {
    hash: params.hash,
    tokenId: params.id,
    name: params.name,
    scopes: params.scopes,
    forUrl: params.for_url ?? false,
    expiresAt: earlier(params.expires_in_ms && now + params.expires_in_ms, tokens.expiryOf(parentId)),
    revokedAt: null,
    mandate: mandate ? JSON.stringify(mandate) : null,
    parent: parentId,
  }
}

const earlier = (wanted: number | undefined, parents: number | null): number | null =>
  wanted === undefined ? parents : Math.min(wanted, parents ?? wanted)

const WANTED: MandateProblem = {
  field: '',
  problem: 'is missing: on the real exchange whoever trades or moves funds does it within a mandate',
}

const grantsNothing = () =>
  new BreakwaterError(
    'forbidden',
    'grants_nothing',
    'This admin token’s mandate grants nothing to children.',
    {
      hint: 'The owner adds `grants` to its mandate, or mints with `npm run token -- create NAME --parent ID`.',
    },
  )
