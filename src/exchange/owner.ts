import type * as z from 'zod'
import { BreakwaterError } from '../domain/errors.ts'
import { toFailure } from './failure.ts'
import { approvalCommands } from './owner-approval-commands.ts'
import { auditCommands } from './owner-audit-commands.ts'
import type { Command } from './owner-command.ts'
import type { OwnerDeps } from './owner-deps.ts'
import { linkCommands } from './owner-link-commands.ts'
import { revokeCommand } from './owner-revoke.ts'
import { switchCommands } from './owner-switch-commands.ts'
import { ownerOnly, tokenCommands } from './owner-tokens.ts'
import type { AccountRpc } from './port.ts'

/** The owner's commands on one account. The door lets in only who holds `admin`; the object asks once more. */
export const createOwner = (deps: OwnerDeps): AccountRpc['owner'] => {
  const commands: Readonly<Record<string, Command>> = commandsOf(deps)
  return async (call) => {
    const known = Object.hasOwn(commands, call.command) ? commands[call.command] : undefined
    try {
      if (!call.signedIn) await deps.tokens.admitOwner(call, known?.effect !== 'act', deps.clock.now())
      if (!known) throw unknownCommand(Object.keys(commands))
      if (known.effect === 'act' && deps.storageIsNewer) throw storageNewer()
      if (isOwners(known) && deps.tokens.isDelegate(call.tokenId)) throw ownerOnly()
      const params = known.params.safeParse(call.params)
      if (!params.success) throw badParams(params.error)
      return { ok: true, ...(await known.run(params.data, call)) }
    } catch (caught) {
      return { ok: false, failure: toFailure(caught, { tool: toolName(call.command, known) }) }
    }
  }
}

const isOwners = ({ effect, delegates, ownersOwn }: Command): boolean =>
  ownersOwn === true || (effect === 'act' && !delegates)

// A hint lists them in this order.
const commandsOf = (deps: OwnerDeps) => ({
  ...tokenCommands(deps),
  ...auditCommands(deps),
  ...linkCommands(deps),
  ...revokeCommand(deps),
  ...approvalCommands(deps),
  ...switchCommands(deps),
})

// What only looks is named so, for the words about a fault that we did not foresee.
const toolName = (name: string, known: Command | undefined): string =>
  known?.effect === 'read' ? `get_${name}` : name

const unknownCommand = (names: readonly string[]) =>
  new BreakwaterError('invalid', 'not_found', 'The owner has no such command.', {
    hint: `Commands: ${names.join(', ')}.`,
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
