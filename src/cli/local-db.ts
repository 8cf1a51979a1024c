import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Closing } from './closing.ts'
import { CliError } from './failure.ts'
import { readIfThere, writeAtomically } from './files.ts'
import { PROJECT, WRANGLER_CONFIG } from './project.ts'
import { quietWrangler } from './quiet.ts'
import type { ExchangeFolder } from './state.ts'
import { runWrangler } from './wrangler.ts'

const BUSY_RETRIES = 40
const BUSY_PAUSE_MS = 50

/** Brings the local database of an exchange up to date; a server may run on it meanwhile. */
export const migrateLocally = async (
  folder: ExchangeFolder,
  closing: Pick<Closing, 'add'>,
): Promise<void> => {
  // Starting wrangler takes longer than all the rest: where nothing is new, a note of ours saves it.
  const all = readdirSync(join(PROJECT, 'migrations')).sort().join('\n')
  if (readIfThere(folder.migratedFile) === all) return
  const { finished, stop } = runWrangler(applyTo(folder), 'error')
  closing.add(stop)
  const { ok, stderr } = await finished
  if (!ok)
    throw new CliError(
      `The local database could not be prepared.\n${stderr.trim()}\nIf it is damaged: --reset`,
    )
  writeAtomically(folder.migratedFile, all)
}

const applyTo = (folder: ExchangeFolder): readonly string[] => [
  ...['d1', 'migrations', 'apply', 'DB', '--local', '--env=', '--persist-to', folder.persist],
  ...['--config', WRANGLER_CONFIG, '--env-file', folder.emptyEnvFile],
]

/** Opens the local database for a moment. The file has no busy timeout of its own, so a locked one is asked again. */
export const withLocalDb = async <R>(
  folder: ExchangeFolder,
  work: (db: D1Database) => Promise<R>,
): Promise<R> => {
  quietWrangler()
  const { getPlatformProxy, unstable_readConfig } = await import('wrangler')
  const { name, compatibility_date, d1_databases } = unstable_readConfig({ config: WRANGLER_CONFIG })
  // The databases alone: a proxy has no account object, and the runtime would complain of the missing class.
  writeAtomically(folder.databaseConfig, JSON.stringify({ name, compatibility_date, d1_databases }))
  const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({
    configPath: folder.databaseConfig,
    environment: '',
    envFiles: [folder.emptyEnvFile],
    // The dev server keeps its stores in the folder's v3; with the folder itself another, empty database would open.
    persist: { path: `${folder.persist}/v3` },
    remoteBindings: false,
  })
  try {
    return await patiently(() => work(env.DB))
  } finally {
    await dispose()
  }
}

const patiently = async <R>(work: () => Promise<R>): Promise<R> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt > BUSY_RETRIES || !/SQLITE_BUSY|database is locked/i.test(String(error))) throw error
      await sleep(BUSY_PAUSE_MS)
    }
  }
}
