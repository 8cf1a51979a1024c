import * as z from 'zod'
import { command, Id } from './owner-command.ts'
import type { OwnerDeps } from './owner-deps.ts'
import { stopOrdersOfAll } from './owner-orders.ts'

/** Ends a token and its children, what waits in their names and, unless the owner keeps them, their orders. */
export const revokeCommand = ({ tokens, clock, actions }: OwnerDeps) => ({
  revoke: command({
    effect: 'stop',
    params: z.strictObject({ id: Id, keep_orders: z.boolean().optional() }),
    run: async ({ id, keep_orders = false }, { tokenId, request }) => {
      const saved = tokens.revoke(id, tokenId, clock.now())
      actions.approvals.withdrawOf(tokens.familyOf(id), 'token_revoked', tokenId)
      const stopped = (one: string) => actions.stopOrdersOf(one, request)
      const orders = keep_orders ? {} : { orders: await stopOrdersOfAll(tokens.familyOf(id), stopped) }
      if (saved) return { result: { id, revoked: true, ...orders } }
      return { result: { id, revoked: true, saved, ...orders }, note: UNSAVED }
    },
  }),
})

const UNSAVED =
  'The account’s storage could not be written: it refuses the token until it is restarted, and no longer. Revoke it again.'
