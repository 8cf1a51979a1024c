import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExchangeName } from '../auth/principal.ts'
import { fromCaller, PROJECT } from './project.ts'

/** The files of one exchange below a state folder; the exchanges share nothing. */
export interface ExchangeFolder {
  readonly exchange: ExchangeName
  readonly path: string
  /** Where the Worker's D1 and Durable Objects live. */
  readonly persist: string
  /** The launcher's own token, mode 0600. */
  readonly tokenFile: string
  /** The demo's passphrase for the owner's pages, mode 0600. */
  readonly passphraseFile: string
  /** The same of the paper account that the demo shows. */
  readonly paperTokenFile: string
  /** The owner's token for the commands of `npm run token`, mode 0600. */
  readonly adminTokenFile: string
  readonly emulatorFile: string
  /** An empty file: named to wrangler as its only env file, it keeps `.dev.vars` and `.env` out. */
  readonly emptyEnvFile: string
  /** What `wrangler.toml` says of the databases, and nothing else. */
  readonly databaseConfig: string
}

export const stateRoot = (option: string | undefined): string =>
  option === undefined ? join(PROJECT, '.breakwater') : fromCaller(option)

export const exchangeFolder = (root: string, exchange: ExchangeName): ExchangeFolder => {
  const path = join(root, exchange)
  return {
    exchange,
    path,
    persist: join(path, 'worker'),
    tokenFile: join(path, 'token'),
    passphraseFile: join(path, 'passphrase'),
    paperTokenFile: join(path, 'paper-token'),
    adminTokenFile: join(path, 'admin-token'),
    emulatorFile: join(path, 'emulator.json'),
    emptyEnvFile: join(path, 'empty.env'),
    databaseConfig: join(path, 'database.json'),
  }
}

/** Makes the folder, readable by its owner alone. */
export const prepareFolder = (folder: ExchangeFolder, { reset = false } = {}): void => {
  if (reset) rmSync(folder.path, { recursive: true, force: true })
  mkdirSync(folder.path, { recursive: true, mode: 0o700 })
  writeFileSync(folder.emptyEnvFile, '')
}
