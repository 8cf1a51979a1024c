import type { BreakwaterError } from '../domain/errors.ts'
import { toFailure } from './failure.ts'
import type { OwnerActions } from './owner-deps.ts'

/** Stands in where no Kraken key is configured: there is nothing to stop. */
export const withoutActions = (
  noKey: () => BreakwaterError,
  openOrdersOf: (tokenId: string) => number,
): OwnerActions => {
  const refuse = async () => {
    throw noKey()
  }
  return {
    kill: refuse,
    release: refuse,
    flatten: refuse,
    approvals: {
      pending: () => ({ result: { pending: [] } }),
      approve: refuse,
      deny() {
        throw noKey()
      },
      withdrawOf: () => 0,
    },
    resume: refuse,
    arm: refuse,
    disarm: refuse,
    async stopOrdersOf(tokenId) {
      const named = openOrdersOf(tokenId)
      const failure = toFailure(noKey(), { tool: 'revoke' })
      return { named, cancelled: 0, ...(named > 0 ? { failure } : {}) }
    },
  }
}
