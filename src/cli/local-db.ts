import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from './failure.ts'
import { writeAtomically } from './files.ts'
import { migrate } from './migrate.ts'
import { WRANGLER_CONFIG } from './project.ts'
import { quietWrangler } from './quiet.ts'
import type { ExchangeFolder } from './state.ts'

const BUSY_RETRIES = 40
const BUSY_PAUSE_MS = 50

/**
 * Opens the local database for a moment, brought up to date; a server may run on it meanwhile. The file has no busy
 * timeout of its own, so a locked one is asked again.
 */
export const withLocalDb = async <R>(
  folder: ExchangeFolder,
  work: (db: D1Database) => Promise<R>,
): Promise<R> => {
  quietWrangler()
  const { getPlatformProxy, unstable_readConfig, unstable_splitSqlQuery } = await import('wrangler')
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
    await patiently(() => migrate(env.DB, unstable_splitSqlQuery)).catch(cannotBePrepared)
    return await patiently(() => work(env.DB))
  } finally {
    await dispose()
  }
}

const cannotBePrepared = (error: unknown): never => {
  throw new CliError(
    `The local database could not be prepared (${String(error)}).\nIf it is damaged: --reset`,
  )
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
