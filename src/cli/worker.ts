import type { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from './failure.ts'
import { WRANGLER_CONFIG } from './project.ts'
import { quietWrangler } from './quiet.ts'
import type { ExchangeFolder } from './state.ts'

const READY_WITHIN_MS = 60_000

export interface LocalWorkerOptions {
  readonly folder: ExchangeFolder
  readonly host: string
  readonly port: number
  readonly origin: string
  readonly watch: boolean
  /** Vars that may be read by anyone who may read the configuration. */
  readonly vars: Readonly<Record<string, string>>
  /** Secrets; they travel in memory, never by a file or a command line, which `ps` would show. */
  readonly secrets: Readonly<Record<string, string>>
}

/** Runs the Worker in workerd under this process, and waits until it answers. Returns how to stop it. */
export const startWorker = async (options: LocalWorkerOptions): Promise<() => Promise<void>> => {
  quietWrangler()
  const { unstable_startWorker } = await import('wrangler')
  const worker = await unstable_startWorker({
    config: WRANGLER_CONFIG,
    env: '',
    envFiles: [options.folder.emptyEnvFile],
    bindings: { ...typed('plain_text', options.vars), ...typed('secret_text', options.secrets) },
    dev: {
      server: { hostname: options.host, port: options.port, secure: false },
      inspector: false,
      watch: options.watch,
      persist: options.folder.persist,
      remote: false,
      logLevel: 'warn',
    },
  })
  try {
    await Promise.race([worker.ready, late(), ...(options.watch ? [] : [broken(worker.raw)])])
    await healthy(options.origin)
  } catch (error) {
    await worker.dispose()
    throw error
  }
  return () => worker.dispose()
}

const typed = <T extends 'plain_text' | 'secret_text'>(type: T, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { type, value }]))

const late = async (): Promise<never> => {
  await sleep(READY_WITHIN_MS, undefined, { ref: false })
  throw new CliError('The Worker did not start. `npm run check` says whether it builds.')
}

// Wrangler prints a failed build and waits for the next edit; nobody will edit here.
const broken = (events: EventEmitter): Promise<never> =>
  new Promise((_, reject) => {
    events.once('error', () => reject(new CliError('The Worker cannot be built; the reasons stand above.')))
  })

const healthy = async (origin: string): Promise<void> => {
  const response = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(READY_WITHIN_MS) })
  if (!response.ok) throw new CliError(`The Worker started but ${origin}/health answers ${response.status}.`)
}
