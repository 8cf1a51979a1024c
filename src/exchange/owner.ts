import { z } from 'zod'
import { BreakwaterError } from '../domain/errors.ts'
import type { Alert, Alerts } from './alerts.ts'
import type { Audit } from './audit.ts'
import type { Clock } from './clock.ts'
import type { Answered } from './exchange.ts'
import { toFailure } from './failure.ts'
import type { JournalBook } from './journal-book.ts'
import { auditPage } from './owner-audit.ts'
import type { OrdersStopped } from './owner-orders.ts'
import { settleByHand } from './owner-settle.ts'
import type { PanicLink, PanicLinks } from './panic-links.ts'
import type { AccountRpc, OwnerCall } from './port.ts'
import type { TokenAuthority } from './token-authority.ts'

/** What the owner may have done to an account that has a key; all of them throw `BreakwaterError` and nothing else. */
export interface OwnerActions {
  kill(reason: string): Promise<Answered>
  release(by: string): Promise<Answered>
  /** Closes margin positions while the kill switch is on. */
  flatten(request: string): Promise<Answered>
  /** Arms Kraken's timer in the owner's name; only the owner disarms it then. */
  arm(timeout: number | undefined): Promise<Answered>
  disarm(): Promise<Answered>
  /** Never throws. */
  stopOrdersOf(tokenId: string, request: string): Promise<OrdersStopped>
}

interface OwnerDeps {
  readonly audit: Audit
  readonly alerts: Alerts
  readonly tokens: TokenAuthority
  readonly links: PanicLinks
  readonly journal: JournalBook
  readonly clock: Pick<Clock, 'now'>
  readonly actions: OwnerActions
  readonly storageIsNewer: boolean
}

/** How a command looks: `read` changes nothing, `stop` nothing stands in the way of, `act` wants a token that D1 vouched for. */
interface Command<P extends z.ZodObject = z.ZodObject> {
  readonly effect: 'read' | 'stop' | 'act'
  readonly params: P
  run(params: z.output<P>, call: OwnerCall): Promise<Answered>
}

const command = <P extends z.ZodObject>(definition: Command<P>): Command<P> => definition

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
      if (!call.signedIn) deps.tokens.admitOwner(call, known?.effect !== 'act', deps.clock.now())
      if (!known) throw unknownCommand(Object.keys(commands))
      if (known.effect === 'act' && deps.storageIsNewer) throw storageNewer()
      const params = known.params.safeParse(call.params)
      if (!params.success) throw badParams(params.error)
      return { ok: true, ...(await known.run(params.data, call)) }
    } catch (caught) {
      return { ok: false, failure: toFailure(caught, { tool: toolName(call.command, known) }) }
    }
  }
}

const commandsOf = ({ audit, alerts, tokens, links, journal, clock, actions }: OwnerDeps) => ({
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
      const orders = keep_orders ? {} : { orders: await actions.stopOrdersOf(id, request) }
      if (saved) return { result: { id, revoked: true, ...orders } }
      return { result: { id, revoked: true, saved, ...orders }, note: UNSAVED }
    },
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
    arm: refuse,
    disarm: refuse,
    async stopOrdersOf(tokenId) {
      const named = openOrdersOf(tokenId)
      const failure = toFailure(noKey(), { tool: 'revoke' })
      return { named, cancelled: 0, ...(named > 0 ? { failure } : {}) }
    },
  }
}
