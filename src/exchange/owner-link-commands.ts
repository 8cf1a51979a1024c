import * as z from 'zod'
import { BreakwaterError } from '../domain/errors.ts'
import { command, Id } from './owner-command.ts'
import type { OwnerDeps } from './owner-deps.ts'
import type { PanicLink } from './panic-links.ts'

const DAY_MS = 86_400_000
const LINK_MS = 90 * DAY_MS

/** The owner's panic links: which there are, one more, one less. Throws `invalid` (not_found) for an id of none. */
export const linkCommands = ({ links, clock }: OwnerDeps) => ({
  'panic-links': command({
    effect: 'read',
    params: z.strictObject({}),
    run: async () => ({ result: { links: links.list().map(linkView) } }),
  }),
  'panic-link': command({
    effect: 'act',
    params: z.strictObject({
      expires_in_ms: z
        .int()
        .min(60_000)
        .max(3_650 * DAY_MS)
        .optional(),
    }),
    run: async ({ expires_in_ms = LINK_MS }, { tokenId }) => {
      const made = links.make(expires_in_ms, tokenId, clock.now())
      return { result: { ...linkView(made), path: `/panic/${made.link}` } }
    },
  }),
  'panic-revoke': command({
    effect: 'stop',
    ownersOwn: true,
    params: z.strictObject({ id: Id }),
    run: async ({ id }, { tokenId }) => {
      if (!links.revoke(id, tokenId, clock.now())) throw unknownLink()
      return { result: { id, revoked: true } }
    },
  }),
})

const linkView = ({ id, madeAt, expiresAt, revokedAt }: PanicLink) => ({
  id,
  made_at: new Date(madeAt).toISOString(),
  expires_at: new Date(expiresAt).toISOString(),
  revoked_at: revokedAt === undefined ? null : new Date(revokedAt).toISOString(),
})

const unknownLink = () =>
  new BreakwaterError('invalid', 'not_found', 'There is no panic link of this id.', {
    hint: 'panic-links shows the ids.',
  })
