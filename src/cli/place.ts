import { join } from 'node:path'
import type { ExchangeName } from '../auth/principal.ts'
import { UsageError } from './failure.ts'
import { readLive } from './live.ts'
import { PROJECT } from './project.ts'
import { findRunning } from './running.ts'
import { stateRoot } from './state.ts'

/** As it was when the command began: what is secret leaves the environment before the runtime is loaded. */
export const environment: Readonly<NodeJS.ProcessEnv> = { ...process.env }

/** The options that say whose tokens, and which server. */
export const PLACE = {
  live: { type: 'boolean', default: false },
  remote: { type: 'boolean', default: false },
  state: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

/** The same for the owner's commands, which may be about a paper account. */
export const ACCOUNT_PLACE = { ...PLACE, account: { type: 'string' } } as const

export interface Place {
  readonly live: boolean
  readonly remote: boolean
  readonly state?: string | undefined
  /** Which account a command of the owner's is about; without it the one of the token. */
  readonly account?: string | undefined
}

/** The deployed Worker, or an exchange of a state folder on this machine. */
export const placeOf = ({
  live,
  remote,
  state,
}: Place): { root: string; exchange: ExchangeName } | 'remote' => {
  if (remote && (live || state !== undefined))
    throw new UsageError('--remote stands alone: the deployed Worker has one database.')
  if (remote) return 'remote'
  const root = stateRoot(state)
  if (live) return { root, exchange: readLive(environment, join(PROJECT, '.dev.vars')).exchange }
  return { root, exchange: findRunning(root)?.exchange ?? 'emulator' }
}
