import { join } from 'node:path'
import type { ExchangeName, Scope } from '../auth/principal.ts'
import type { Mandate } from '../domain/mandate/mandate.ts'
import type { Closing } from './closing.ts'
import { fireEachMinute } from './cron.ts'
import { openEmulator } from './emulator-home.ts'
import { originOf } from './hosts.ts'
import { doubtAbout, type Live, readLive } from './live.ts'
import { withLocalDb } from './local-db.ts'
import { grantedTo } from './mandate-grant.ts'
import { endOrphans, markRuntimes } from './orphans.ts'
import { keepPassphrase } from './passphrase.ts'
import { checkPort, checkPortSoon } from './ports.ts'
import { PROJECT } from './project.ts'
import { claimState, refuseSecond } from './running.ts'
import { note } from './say.ts'
import { forgetToken, keepDemoToken, keepPaperToken, mintLiveToken } from './start-token.ts'
import { type ExchangeFolder, exchangeFolder, prepareFolder } from './state.ts'
import { startWorker } from './worker.ts'

export interface LaunchOptions {
  readonly root: string
  readonly host: string
  readonly port: number
  readonly reset: boolean
  readonly watch: boolean
  /** The scopes of a live token; without `live` the server is the demo and reads no key at all. */
  readonly live: LiveGrant | undefined
}

interface LiveGrant {
  readonly scopes: readonly Scope[]
  readonly mandate?: Mandate | undefined
}

export interface Launched {
  readonly url: string
  readonly token: string
  /** For the paper account on the simulated exchange; a live start makes none. */
  readonly paperToken?: string
  readonly exchange: ExchangeName
  readonly baseUrl: string
  readonly hasKey: boolean
  /** What opens the owner's pages of the demo; a live server has the one of its settings, which is told to nobody. */
  readonly passphrase: string | undefined
}

/** The Kraken that the Worker is pointed at. */
interface Upstream {
  readonly baseUrl: string
  readonly key: Live['key']
  readonly settings: Live['settings']
}

/** Brings up the whole local house, step by step; whatever is opened goes onto `closing`. */
export const launch = async (options: LaunchOptions, closing: Closing): Promise<Launched> => {
  const live = options.live && readLive(process.env, join(PROJECT, '.dev.vars'))
  const doubt = doubtAbout(live?.key)
  if (doubt) note(`Warning: ${doubt}`)
  const exchange = live?.exchange ?? 'emulator'
  if (options.live) mayBeGranted(exchange, options.live)
  refuseSecond(options.root)
  const portOf = (await endOrphans(options.root)) ? checkPortSoon : checkPort
  markRuntimes(options.root)
  const port = await portOf(options.host, options.port)
  const origin = originOf(options.host, port)
  closing.add(claimState(options.root, exchange, origin))
  const folder = exchangeFolder(options.root, exchange)
  prepareFolder(folder, { reset: options.reset })
  const tokens = await tokensFor(folder, options.live)
  if (live) closing.add(() => forgetToken(folder.tokenFile))
  const upstream = live ?? (await simulated(folder, closing))
  const passphrase = live ? undefined : keepPassphrase(folder.passphraseFile)
  const bindings = bindingsFor(exchange, upstream, passphrase)
  closing.add(await startWorker({ ...options, ...bindings, folder, port, origin }))
  closing.add(fireEachMinute(origin))
  return {
    url: `${origin}/mcp`,
    ...tokens,
    exchange,
    baseUrl: upstream.baseUrl,
    hasKey: !!upstream.key,
    passphrase,
  }
}

const tokensFor = (
  folder: ExchangeFolder,
  live: LiveGrant | undefined,
): Promise<Pick<Launched, 'token' | 'paperToken'>> =>
  withLocalDb(folder, async (db) => {
    const { exchange, tokenFile, paperTokenFile } = folder
    const now = Date.now()
    if (live) {
      const { scopes, mandate } = live
      return { token: await mintLiveToken(db, tokenFile, { exchange, scopes, mandate }, now) }
    }
    const token = await keepDemoToken(db, tokenFile, now)
    return { token, paperToken: await keepPaperToken(db, paperTokenFile, now) }
  })

// Before anything is opened: a token for real money that no mandate bounds is not even minted.
const mayBeGranted = (exchange: ExchangeName, { scopes, mandate }: LiveGrant): void =>
  void grantedTo(
    { exchange, account: 'live', scopes, expiresAt: null, mandate, parent: undefined },
    Date.now(),
  )

const simulated = async (folder: ExchangeFolder, closing: Closing): Promise<Upstream> => {
  const emulator = await openEmulator(folder.emulatorFile)
  closing.add(emulator.close)
  return { baseUrl: emulator.url, key: emulator.credentials, settings: {} }
}

const bindingsFor = (
  exchange: ExchangeName,
  { baseUrl, key, settings }: Upstream,
  passphrase: string | undefined,
) => {
  const { KRAKEN_OTP, ALERT_WEBHOOK_URL, OWNER_PASSPHRASE = passphrase, ...plain } = settings
  return {
    vars: { ...plain, EXCHANGE: exchange, RUNS_LOCALLY: 'true', KRAKEN_BASE_URL: baseUrl },
    secrets: {
      ...(key && { KRAKEN_API_KEY: key.key, KRAKEN_API_SECRET: key.secret }),
      ...(KRAKEN_OTP !== undefined && { KRAKEN_OTP }),
      ...(ALERT_WEBHOOK_URL !== undefined && { ALERT_WEBHOOK_URL }),
      ...(OWNER_PASSPHRASE !== undefined && { OWNER_PASSPHRASE }),
    },
  }
}
