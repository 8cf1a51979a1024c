import * as z from 'zod'
import { command, Id } from './owner-command.ts'
import type { OwnerDeps } from './owner-deps.ts'

/** The owner's hand on the switches. */
export const switchCommands = ({ actions }: OwnerDeps) => ({
  kill: command({
    effect: 'stop',
    params: z.strictObject({ reason: z.string().min(1).max(200) }),
    run: ({ reason }) => actions.kill(reason),
  }),
  release: command({
    effect: 'act',
    params: z.strictObject({}),
    run: (_, { tokenId }) => actions.release(tokenId),
  }),
  resume: command({
    effect: 'act',
    params: z.strictObject({ token: Id.optional() }),
    run: ({ token }, { tokenId }) => actions.resume(token, tokenId),
  }),
  flatten: command({
    effect: 'act',
    params: z.strictObject({}),
    run: (_, { request }) => actions.flatten(request),
  }),
  arm: command({
    effect: 'stop',
    params: z.strictObject({ timeout: z.int().min(60).max(3_600).optional() }),
    run: ({ timeout }) => actions.arm(timeout),
  }),
  disarm: command({
    effect: 'act',
    params: z.strictObject({}),
    run: () => actions.disarm(),
  }),
})
