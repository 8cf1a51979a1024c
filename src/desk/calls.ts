import type { CallLease } from '../exchange/port.ts'
import type { Bindings } from './bindings.ts'

/** Asks a token's account for tool calls of its hour; rejects where it does not answer. */
export const leaseCalls = (bindings: Bindings, account: string, tokenId: string): Promise<CallLease> =>
  bindings.ACCOUNT.getByName(account).lease(tokenId)
