import * as z from 'zod'
import { command, Id } from './owner-command.ts'
import type { OwnerDeps } from './owner-deps.ts'
import { settleByHand } from './owner-settle.ts'

/** What waits for the owner's word: calls to approve or deny, and orders that no look could settle. */
export const approvalCommands = ({ journal, clock, actions: { approvals } }: OwnerDeps) => ({
  pending: command({
    effect: 'read',
    params: z.strictObject({}),
    run: async () => approvals.pending(),
  }),
  approve: command({
    effect: 'act',
    params: z.strictObject({ id: Id, hash: z.string().max(64).optional() }),
    run: ({ id, hash }, { tokenId }) => approvals.approve(id, tokenId, hash),
  }),
  deny: command({
    effect: 'act',
    params: z.strictObject({ id: Id }),
    run: async ({ id }, { tokenId }) => approvals.deny(id, tokenId),
  }),
  settle: command({
    effect: 'act',
    params: z.strictObject({ id: Id, as: z.enum(['placed', 'not_placed']) }),
    run: async ({ id, as }, { tokenId }) => settleByHand(journal, { id, as, by: tokenId }, clock.now()),
  }),
})
