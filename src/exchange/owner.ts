import * as z from 'zod'
import { BreakwaterError } from '../domain/errors.ts'
import type { Alert, Alerts } from './alerts.ts'
import type { Approvals } from './approvals/approvals.ts'
import type { Audit } from './audit.ts'
import type { Answered } from './exchange.ts'
import { toFailure } from './failure.ts'
import type { JournalBook } from './journal-book.ts'
import { auditPage } from './owner-audit.ts'
import { type Command, command } from './owner-command.ts'
import { type OrdersStopped, stopOrdersOfAll } from './owner-orders.ts'
import { settleByHand } from './owner-settle.ts'
import { ownerOnly, type TokenCommandsDeps, tokenCommands } from './owner-tokens.ts'
import type { PanicLink, PanicLinks } from './panic-links.ts'
import type { AccountRpc } from './port.ts'

/** What the owner may have done to an account that has a key; all of them throw `BreakwaterError` and nothing else. */
export interface OwnerActions {
  kill(reason: string): Promise<Answered>
  release(by: string): Promise<Answered>
  /** Lets what a crossed limit holds back go on: of the account, or of one token. */
  resume(token: string | undefined, by: string): Promise<Answered>
  /** Closes margin positions while the kill switch is on. */
  flatten(request: string): Promise<Answered>
  /** Arms Kraken's timer in the owner's name; only the owner disarms it then. */
  arm(timeout: number | undefined): Promise<Answered>
  disarm(): Promise<Answered>
  readonly approvals: Pick<Approvals, 'pending' | 'approve' | 'deny' | 'withdrawOf'>
  /** Never throws. */
  stopOrdersOf(tokenId: string, request: string): Promise<OrdersStopped>
}

interface OwnerDeps extends TokenCommandsDeps {
  readonly audit: Audit
  readonly alerts: Alerts
  readonly links: PanicLinks
  readonly journal: JournalBook
  readonly actions: OwnerActions
  readonly storageIsNewer: boolean
}

const DAY_MS = 86_400_000
const LINK_MS = 90 * DAY_MS
const Id = z.string().min(1).max(64)
const Limit = z.int().min(1).max(500).optional()

/** The owner's commands on one account. The door lets in only who holds `admin`; the object asks once more. */
export const createOwner = (deps: OwnerDeps): AccountRpc['owner'] => {
  const commands: Readonly<Record<string, Command>> = commandsOf(deps)
  return async (call) => {
    const known = Object.hasOwn(commands, call.command) ? commands[call.command] : undefined
    try {
      if (!call.signedIn) await deps.tokens.admitOwner(call, known?.effect !== 'act', deps.clock.now())
      if (!known) throw unknownCommand(Object.keys(commands))
      if (known.effect === 'act' && deps.storageIsNewer) throw storageNewer()
      if (known.effect === 'act' && !known.delegates && deps.tokens.isDelegate(call.tokenId))
        throw ownerOnly()
      const params = known.params.safeParse(call.params)
      if (!params.success) throw badParams(params.error)
      return { ok: true, ...(await known.run(params.data, call)) }
    } catch (caught) {
      return { ok: false, failure: toFailure(caught, { tool: toolName(call.command, known) }) }
    }
  }
}

const commandsOf = (deps: OwnerDeps) => ({
  ...tokenCommands(deps),
  ...accountCommands(deps),
})

const accountCommands = ({ audit, alerts, tokens, links, journal, clock, actions }: OwnerDeps) => ({
  audit: command({
    effect: 'read',
    params: z.strictObject({ token: Id.optional(), before: z.int().optional(), limit: Limit }),
    run: async ({ token, before, limit }) => ({
      result: {
        ...auditPage(audit, { tokenId: token, before, limit }),
        warnings: alerts.unheard(clock.now() - 7 * DAY_MS),
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
    params: z.strictObject({ id: Id }),
    run: async ({ id }, { tokenId }) => {
      if (!links.revoke(id, tokenId, clock.now())) throw unknownLink()
      return { result: { id, revoked: true } }
    },
  }),
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
  pending: command({
    effect: 'read',
    params: z.strictObject({}),
    run: async () => actions.approvals.pending(),
  }),
  approve: command({
    effect: 'act',
    params: z.strictObject({ id: Id, hash: z.string().max(64).optional() }),
    run: ({ id, hash }, { tokenId }) => actions.approvals.approve(id, tokenId, hash),
  }),
  deny: command({
    effect: 'act',
    params: z.strictObject({ id: Id }),
    run: async ({ id }, { tokenId }) => actions.approvals.deny(id, tokenId),
  }),
  settle: command({
    effect: 'act',
    params: z.strictObject({ id: Id, as: z.enum(['placed', 'not_placed']) }),
    run: async ({ id, as }, { tokenId }) => settleByHand(journal, { id, as, by: tokenId }, clock.now()),
  }),
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

const UNSAVED =
  'The account’s storage could not be written: it refuses the token until it is restarted, and no longer. Revoke it again.'

const alertView = ({ id, at, event, facts, tries, nextAt, sentAt }: Alert) => ({
  id,
  at: new Date(at).toISOString(),
  event,
  facts,
  tries,
  sent_at: sentAt === undefined ? null : new Date(sentAt).toISOString(),
  next_try: nextAt === undefined ? null : new Date(nextAt).toISOString(),
})

const linkView = ({ id, madeAt, expiresAt, revokedAt }: PanicLink) => ({
  id,
  made_at: new Date(madeAt).toISOString(),
  expires_at: new Date(expiresAt).toISOString(),
  revoked_at: revokedAt === undefined ? null : new Date(revokedAt).toISOString(),
})

// What only looks is named so, for the words about a fault that we did not foresee.
const toolName = (name: string, known: Command | undefined): string =>
  known?.effect === 'read' ? `get_${name}` : name

const unknownCommand = (names: readonly string[]) =>
  new BreakwaterError('invalid', 'not_found', 'The owner has no such command.', {
    hint: `Commands: ${names.join(', ')}.`,
  })

const unknownLink = () =>
  new BreakwaterError('invalid', 'not_found', 'There is no panic link of this id.', {
    hint: 'panic-links shows the ids.',
  })

const badParams = ({ issues: [issue] }: z.ZodError) =>
  new BreakwaterError('invalid', 'invalid_argument', issue?.message ?? 'The parameters cannot be read.', {
    ...(issue && issue.path.length > 0 ? { details: { parameter: issue.path.join('.') } } : {}),
  })

const storageNewer = () =>
  new BreakwaterError(
    'unavailable',
    'storage_newer',
    'The stored tables were made by a later version of this server: only stops and reads work.',
    { hint: 'Deploy that version again.' },
  )

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
