import { parseEnv } from 'node:util'
import type { ExchangeName } from '../auth/principal.ts'
import type { Vars } from '../exchange/settings.ts'
import { isSecret } from '../kraken/sign.ts'
import { CliError } from './failure.ts'
import { readIfThere } from './files.ts'
import { isLoopback } from './hosts.ts'

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
] as const satisfies readonly (keyof Vars)[]

type Env = Readonly<Record<string, string | undefined>>

/** Reads the live settings: the environment first, then the file. Throws in words that name no value. */
export const readLive = (environment: Env, varsFile: string): Live => {
  const file: Env = parseEnv(readIfThere(varsFile) ?? '')
  const setting = (name: string) => environment[name]?.trim() || file[name]?.trim() || undefined
  const baseUrl = checkedUrl(setting('KRAKEN_BASE_URL') ?? 'https://api.kraken.com')
  return {
    exchange: isLoopback(new URL(baseUrl).hostname) ? 'loopback' : 'kraken',
    baseUrl,
    key: keyOf(environment) ?? keyOf(file),
    settings: Object.fromEntries(
      PASSED_ON.flatMap((name) => {
        const value = setting(name)
        return value === undefined ? [] : [[name, value]]
      }),
    ),
  }
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

const checkedUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.username || url.password || url.search || url.hash)
    throw new CliError('KRAKEN_BASE_URL is not a plain URL such as https://api.kraken.com')
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  if (!allowed)
    throw new CliError('KRAKEN_BASE_URL must be https; plain http is for a loopback address alone.')
  return url.href.replace(/\/+$/, '')
}
