import * as z from 'zod'
import type { Alert } from './alerts.ts'
import { auditPage } from './owner-audit.ts'
import { command, Id } from './owner-command.ts'
import type { OwnerDeps } from './owner-deps.ts'

const WEEK_MS = 7 * 86_400_000
const Limit = z.int().min(1).max(500).optional()

/** What the owner reads of the record: the audit, whether it is whole, and the alerts. */
export const auditCommands = ({ audit, alerts, clock }: OwnerDeps) => ({
  audit: command({
    effect: 'read',
    params: z.strictObject({ token: Id.optional(), before: z.int().optional(), limit: Limit }),
    run: async ({ token, before, limit }) => ({
      result: {
        ...auditPage(audit, { tokenId: token, before, limit }),
        warnings: alerts.unheard(clock.now() - WEEK_MS),
      },
    }),
  }),
  verify: command({
    effect: 'read',
    params: z.strictObject({}),
    run: async () => {
      const broken = audit.firstBroken()
      return { result: broken === undefined ? { intact: true } : { intact: false, first_broken: broken } }
    },
  }),
  alerts: command({
    effect: 'read',
    params: z.strictObject({ limit: Limit }),
    run: async ({ limit = 50 }) => ({ result: { alerts: alerts.list(limit).map(alertView) } }),
  }),
})

const alertView = ({ id, at, event, facts, tries, nextAt, sentAt }: Alert) => ({
  id,
  at: new Date(at).toISOString(),
  event,
  facts,
  tries,
  sent_at: sentAt === undefined ? null : new Date(sentAt).toISOString(),
  next_try: nextAt === undefined ? null : new Date(nextAt).toISOString(),
})
