import { join } from 'node:path'
import type { ExchangeName } from '../auth/principal.ts'
import { createClosing } from './closing.ts'
import { CliError, UsageError } from './failure.ts'
import { withLocalDb } from './local-db.ts'
import { giveCommand, type OwnerAnswer, type OwnerServer, UnreachableError } from './owner-client.ts'
import { keepAdminToken, readSecret } from './owner-token.ts'
import { environment, type Place, placeOf } from './place.ts'
import { findRunning } from './running.ts'
import { exchangeFolder, prepareFolder, stateRoot } from './state.ts'
import { localTarget, targetUrl } from './target.ts'

/** A server for the length of one command of this terminal's. */
export interface Owner {
  give(command: string, params?: object): Promise<OwnerAnswer>
  /** Where a link of this server works; undefined where it runs only now, and will stand elsewhere. */
  readonly origin: string | undefined
}

/** Finds the server that is meant, or starts one on this machine, and lets `work` give it commands. */
export const withOwner = async <R>(place: Place, work: (owner: Owner) => Promise<R>): Promise<R> => {
  const where = placeOf(place)
  if (where === 'remote') return work(ownerOf(remoteServer(), true, place))
  const closing = createClosing()
  try {
    const isRunning = findRunning(where.root) !== undefined
    const token = await adminToken(where.root, where.exchange)
    const { url } = await serverOn(where, place, closing)
    return await work(ownerOf({ origin: new URL(url).origin, token }, isRunning, place))
  } finally {
    await closing.close()
  }
}

const ownerOf = (server: OwnerServer, stays: boolean, { account }: Place): Owner => ({
  give: (command, params) =>
    giveCommand(server, command, account === undefined ? params : { ...params, account }),
  origin: stays ? server.origin : undefined,
})

const serverOn = async (
  { root, exchange }: { readonly root: string; readonly exchange: ExchangeName },
  { live }: Place,
  closing: ReturnType<typeof createClosing>,
) => {
  const other = findRunning(root)
  if (other && other.exchange !== exchange)
    throw new UnreachableError(`The server on this folder runs for another exchange: ${other.exchange}.`)
  try {
    return await localTarget(root, undefined, closing, { args: live ? ['--live'] : [], env: environment })
  } catch (error) {
    throw error instanceof CliError ? new UnreachableError(error.message) : error
  }
}

const adminToken = async (root: string, exchange: ExchangeName): Promise<string> => {
  const given = environment.BREAKWATER_ADMIN_TOKEN?.trim()
  if (given) return given
  const folder = exchangeFolder(root, exchange)
  prepareFolder(folder)
  return withLocalDb(folder, (db) => keepAdminToken(db, folder.adminTokenFile, exchange, Date.now()))
}

const remoteServer = (): OwnerServer => {
  const url = environment.BREAKWATER_URL
  if (!url) throw new UsageError('--remote needs the deployed URL in BREAKWATER_URL.')
  const file = join(stateRoot(undefined), 'remote-admin-token')
  const token = environment.BREAKWATER_ADMIN_TOKEN?.trim() || readSecret(file)
  if (!token)
    throw new CliError(
      `The deployed server opens to a token with the scope admin: put it into BREAKWATER_ADMIN_TOKEN, or into ${file} (mode 600).\n` +
        'Mint one: npm run token -- create owner --scope admin --remote',
    )
  return { origin: new URL(targetUrl(url)).origin, token }
}
