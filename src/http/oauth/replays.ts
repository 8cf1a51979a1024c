import * as z from 'zod'
import { hashToken } from '../../auth/token.ts'
import type { OAuthStore } from '../../store/oauth-store.ts'

const Grant = z.object({
  refreshTokenId: z.string().optional(),
  previousRefreshTokenId: z.string().optional(),
  /** Unix seconds. */
  expiresAt: z.number().optional(),
})

/**
 * Minds the refresh tokens of a grant: the library knows the last two alone. One that comes again though its successor was
 * used since has two holders, and one of them is a thief: the grant ends (RFC 9700, 4.14.2). What never was a token of it
 * ends nothing, whoever sends it.
 */
export const mindReplay = async (store: OAuthStore, token: string, isGranted: boolean): Promise<void> => {
  const [tokenId, grantId] = token.split(':')
  if (!tokenId || !grantId) return
  const key = `grant:${tokenId}:${grantId}`
  const hash = await hashToken(token)
  const used = `used:${tokenId}:${grantId}:${hash}`
  if (!isGranted && (await store.get(used)) === null) return
  const grant = Grant.safeParse(await store.get(key, 'json'))
  if (!grant.success) return
  const { refreshTokenId, previousRefreshTokenId, expiresAt } = grant.data
  if (isGranted) return store.put(used, '1', expiresAt === undefined ? {} : { expiration: expiresAt })
  if (hash !== refreshTokenId && hash !== previousRefreshTokenId) await store.delete(key)
}
