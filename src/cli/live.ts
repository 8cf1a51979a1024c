import { parseEnv } from 'node:util'
import type { ExchangeName } from '../auth/principal.ts'
import { readSettings, type Settings, type Vars } from '../exchange/settings.ts'
import { isSecret } from '../kraken/sign.ts'
import { CliError } from './failure.ts'
import { readIfThere } from './files.ts'

/** What `--live` found: where Kraken is, perhaps a key, and the settings that go on to the Worker as they are. */
export interface Live {
  readonly exchange: Exclude<ExchangeName, 'emulator'>
  readonly baseUrl: string
  readonly key: { readonly key: string; readonly secret: string } | undefined
  readonly settings: Readonly<Record<string, string>>
}

const PASSED_ON = [
  'KRAKEN_TIER',
  'KRAKEN_OTP',
  'HTTP_TIMEOUT_MS',
  'LOG_LEVEL',
  'AUTH_DISABLED',
  'ALLOW_SHARED_KEY',
  'ALERT_WEBHOOK_URL',
  'JOURNAL_DAYS',
  'OWNER_LIMITS',
  'OWNER_PASSPHRASE',
  'OAUTH_REDIRECT_HOSTS',
  'MAX_CALLS_PER_HOUR',
  'MAX_REQUESTS_PER_MINUTE',
  'PAPER_EVERY_SECONDS',
  'OWNER_TIME_ZONE',
  'RISK_POLICY',
] as const satisfies readonly (keyof Vars)[]

type Env = Readonly<Record<string, string | undefined>>

/**
 * Reads the live settings: the environment first, then the file. Throws in words that name no value; what the Worker
 * would answer with 503 to every call is refused here, in the Worker's own words.
 */
export const readLive = (environment: Env, varsFile: string): Live => {
  const file: Env = parseEnv(readIfThere(varsFile) ?? '')
  const setting = (name: string) => environment[name]?.trim() || file[name]?.trim() || undefined
  const settings = Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = setting(name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const { exchange, baseUrl } = checked({ ...settings, KRAKEN_BASE_URL: setting('KRAKEN_BASE_URL') ?? '' })
  return {
    exchange: exchange === 'kraken' ? 'kraken' : 'loopback',
    baseUrl,
    key: keyOf(environment) ?? keyOf(file),
    settings,
  }
}

const KRAKENS_SECRET_BYTES = 64

/** What is odd about a key that may work all the same, in words; undefined where nothing is. */
export const doubtAbout = (key: Live['key']): string | undefined => {
  const bytes = key && Buffer.from(key.secret, 'base64').length
  if (bytes === undefined || bytes === KRAKENS_SECRET_BYTES) return undefined
  return `KRAKEN_API_SECRET holds ${bytes} bytes; Kraken’s hold 64 (88 characters). Was it cut in copying?`
}

const checked = (vars: Vars): Settings => {
  const read = readSettings(vars)
  const problems = read.ok ? read.settings.wrong : read.problems
  if (read.ok && problems.length === 0) return read.settings
  throw new CliError(problems.map(({ setting, problem }) => `${setting} ${problem}.`).join('\n'))
}

// Key and secret come from one place: half of one pair and half of another sign nothing.
const keyOf = (source: Env): Live['key'] => {
  const key = source.KRAKEN_API_KEY?.trim()
  const secret = source.KRAKEN_API_SECRET?.trim()
  if (!key && !secret) return undefined
  if (!key) throw new CliError('KRAKEN_API_SECRET is set and KRAKEN_API_KEY is not. Set both, or neither.')
  if (!secret) throw new CliError('KRAKEN_API_KEY is set and KRAKEN_API_SECRET is not. Set both, or neither.')
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new CliError('KRAKEN_API_KEY holds a blank or an odd character. Copy it again, whole.')
  if (!isSecret(secret))
    throw new CliError('KRAKEN_API_SECRET is not base64. Copy the private key again, whole, with its "==".')
  return { key, secret }
}
