import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare'
import { unstable_readConfig } from 'wrangler'
import { PROJECT, WRANGLER_CONFIG } from '../../src/cli/project.ts'
import { createEmulator } from '../../src/emulator/emulator.ts'
import { runtimePids } from './cpu.ts'

/** workerd with a module of ours in it, every binding it has when deployed, and the emulator for the world outside. */
export interface Runtime {
  /** Without a slash at its end. */
  readonly origin: string
  readonly pid: number
  readonly db: D1Database
  /** Asks the emulator itself. */
  control<T>(path: string): Promise<T>
  close(): Promise<void>
}

export const startRuntime = async (code: string): Promise<Runtime> => {
  const emulator = createEmulator({ seed: 'bench', now: Date.now, tier: 'unlimited' })
  const answer = (path: string) => emulator.answer(new Request(`http://127.0.0.1:1${path}`))
  const others = new Set(runtimePids())
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...shape(),
      script: code,
      bindings: {
        KRAKEN_BASE_URL: 'http://127.0.0.1:1',
        KRAKEN_API_KEY: emulator.credentials.key,
        KRAKEN_API_SECRET: emulator.credentials.secret,
        KRAKEN_TIER: 'pro',
        EXCHANGE: 'emulator',
        RUNS_LOCALLY: 'true',
        // More calls than a token has in an hour are measured here.
        MAX_CALLS_PER_HOUR: '1000000',
      },
      outboundService: (request: Request) => emulator.answer(request),
    }),
  )
  const url = await miniflare.unsafeGetDirectURL('bench')
  const [pid = 0] = runtimePids().filter((candidate) => !others.has(candidate))
  const db = await miniflare.getD1Database('DB')
  return {
    origin: url.origin,
    pid,
    db,
    control: async (path) => (await answer(path)).json(),
    close: () => miniflare.dispose(),
  }
}

const shape = () => {
  const { compatibility_date, compatibility_flags } = unstable_readConfig({ config: WRANGLER_CONFIG })
  return {
    name: 'bench',
    log: new NoOpLog(),
    handleStructuredLogs: () => undefined,
    cf: false,
    modules: true,
    // A socket of its own: the bare route carries nothing of the simulator's front.
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
    compatibilityDate: compatibility_date,
    compatibilityFlags: compatibility_flags,
    d1Databases: { DB: 'bench' },
    durableObjects: { ACCOUNT: { className: 'AccountObject', useSQLite: true } },
  }
}

/** Lays out the database as the migrations do. */
export const migrate = async (db: D1Database): Promise<void> => {
  const folder = join(PROJECT, 'migrations')
  for (const name of (await readdir(folder)).sort()) {
    const sql = (await readFile(join(folder, name), 'utf8')).replace(/^--.*$/gm, '')
    for (const statement of sql.split(';')) if (statement.trim()) await db.prepare(statement).run()
  }
}
