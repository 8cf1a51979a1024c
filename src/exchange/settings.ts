import type * as z from 'zod'
import { BreakwaterError } from '../domain/errors.ts'
import type { Mandate } from '../domain/mandate/mandate.ts'
import type { AlertTemplate } from './alert-message.ts'
import { isLoopback, settingsFields } from './settings-fields.ts'

/** The raw vars and secrets of a deployment; strings, as Workers hand them over. */
export interface Vars {
  readonly KRAKEN_API_KEY?: string
  readonly KRAKEN_API_SECRET?: string
  readonly KRAKEN_BASE_URL?: string
  readonly KRAKEN_TIER?: string
  readonly KRAKEN_OTP?: string
  readonly HTTP_TIMEOUT_MS?: string
  readonly LOG_LEVEL?: string
  readonly AUTH_DISABLED?: string
  readonly RUNS_LOCALLY?: string
  readonly EXCHANGE?: string
  readonly ALLOW_SHARED_KEY?: string
  readonly ALERT_WEBHOOK_URL?: string
  readonly ALERT_TEMPLATE?: string
  readonly JOURNAL_DAYS?: string
  readonly OWNER_TIME_ZONE?: string
  readonly RISK_POLICY?: string
  readonly OWNER_LIMITS?: string
  readonly OWNER_PASSPHRASE?: string
  readonly OAUTH_REDIRECT_HOSTS?: string
  readonly MAX_CALLS_PER_HOUR?: string
  readonly MAX_REQUESTS_PER_MINUTE?: string
  readonly PAPER_EVERY_SECONDS?: string
}

/** The parsed settings. `credentials` is absent where no key is configured. Times in milliseconds. */
export interface Settings {
  readonly exchange: 'emulator' | 'loopback' | 'kraken'
  readonly baseUrl: string
  readonly credentials?: { readonly key: string; readonly secret: string; readonly otp?: string }
  readonly tier: 'starter' | 'intermediate' | 'pro'
  readonly httpTimeoutMs?: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
  readonly runsLocally: boolean
  readonly authDisabled: boolean
  /** The owner knows that another program uses the key. */
  readonly allowSharedKey: boolean
  /** Where alerts are sent; absent keeps them for who looks. It may hold a secret. */
  readonly alertWebhookUrl?: string
  /** In which service's words; absent, as the address speaks of itself. */
  readonly alertTemplate?: AlertTemplate
  /** After so many days what is closed leaves the journal for the database. */
  readonly journalDays: number
  /** In which the owner's days, weeks and months begin; IANA. */
  readonly ownerTimeZone: string
  /** What a crossed limit comes to: only reducing orders go out, or only cancels. */
  readonly riskPolicy: 'reduce' | 'halt'
  /** What the owner allows on the whole account, until a command says otherwise. */
  readonly ownerLimits?: Mandate
  /** What proves the owner on a page; a secret. Without it no page grants anything. */
  readonly ownerPassphrase?: string
  /** Where a client that signs in may be sent back to; absent: any https host, and this machine. */
  readonly redirectHosts?: readonly string[]
  /** Tool calls of one token within an hour. */
  readonly callsPerHour: number
  /** Requests of one address within a minute without a valid token. */
  readonly requestsPerMinute: number
  /** How often a paper account looks at a pair on which it has orders, milliseconds. */
  readonly paperEveryMs: number
  /** Settings that are wrong and stand at their defaults: reads and stops work, new orders are refused. */
  readonly wrong: readonly SettingProblem[]
}

/** What is wrong with one setting; never its value. */
export interface SettingProblem {
  readonly setting: string
  readonly problem: string
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] }

/** Without these nobody knows whose road it is and where it leads; every other setting has a default to stand in. */
const FATAL: ReadonlySet<string> = new Set([
  'KRAKEN_API_KEY',
  'KRAKEN_API_SECRET',
  'KRAKEN_OTP',
  'KRAKEN_BASE_URL',
  'EXCHANGE',
  'RUNS_LOCALLY',
  'AUTH_DISABLED',
])

/**
 * Parses vars and secrets once; answers every problem by the setting's name, and never with its value. What the road
 * itself needs must be right; anything else that is wrong stands at its default, and is told in `wrong`.
 */
export const readSettings = (vars: Vars): SettingsResult => {
  const given = withoutEmpty(vars)
  const problems = problemsIn(given)
  const right = Object.entries(given).filter(([name]) => !problems.some(({ setting }) => setting === name))
  const parsed = settingsFields().safeParse(Object.fromEntries(right))
  if (!parsed.success || problems.some(({ setting }) => FATAL.has(setting))) return { ok: false, problems }
  const fields = parsed.data
  if (!fields.KRAKEN_API_KEY !== !fields.KRAKEN_API_SECRET)
    return { ok: false, problems: [halfAKey(fields), ...problems] }
  return { ok: true, settings: settingsOf(fields, problems) }
}

/** A sentence for the owner on each setting that stands at its default. */
export const settingProblems = ({ wrong }: Settings): readonly string[] =>
  wrong.map(({ setting, problem }) => `The setting ${setting} ${problem}: new orders are refused.`)

/** Throws `unavailable` (misconfigured) while a setting is wrong: nobody knows what its owner meant. */
export const mustBeConfigured = ({ wrong }: Settings): void => {
  if (wrong.length === 0) return
  throw new BreakwaterError(
    'unavailable',
    'misconfigured',
    `New orders are refused while settings are wrong: ${wrong.map(({ setting }) => setting).join(', ')}.`,
    {
      hint: 'The owner sets them again (docs/operate.md). Reads, cancels and the switches work.',
      details: { settings: wrong.map(({ setting }) => setting) },
    },
  )
}

const problemsIn = (given: Readonly<Record<string, unknown>>): readonly SettingProblem[] =>
  settingsFields().safeParse(given).error?.issues.map(problemOf) ?? []

// An empty line in .dev.vars means "not set".
const withoutEmpty = (vars: Vars) =>
  Object.fromEntries(
    Object.keys(settingsFields().shape).flatMap((name) => entry(name, vars[name as keyof Vars])),
  )

const entry = (name: string, value: string | undefined) => (value ? [[name, value]] : [])

const problemOf = (issue: z.core.$ZodIssue): SettingProblem => ({
  setting: String(issue.path[0] ?? 'settings'),
  problem: issue.code === 'invalid_value' ? `must be one of: ${issue.values.join(', ')}` : issue.message,
})

type SettingsFields = z.infer<ReturnType<typeof settingsFields>>

const halfAKey = (fields: SettingsFields): SettingProblem =>
  fields.KRAKEN_API_KEY
    ? { setting: 'KRAKEN_API_SECRET', problem: 'is missing: KRAKEN_API_KEY is set without it' }
    : { setting: 'KRAKEN_API_KEY', problem: 'is missing: KRAKEN_API_SECRET is set without it' }

const settingsOf = (fields: SettingsFields, wrong: readonly SettingProblem[]): Settings => ({
  exchange: exchangeOf(fields),
  baseUrl: fields.KRAKEN_BASE_URL,
  ...credentialsOf(fields),
  tier: fields.KRAKEN_TIER,
  ...(fields.HTTP_TIMEOUT_MS === undefined ? {} : { httpTimeoutMs: fields.HTTP_TIMEOUT_MS }),
  logLevel: fields.LOG_LEVEL,
  runsLocally: fields.RUNS_LOCALLY,
  authDisabled: fields.AUTH_DISABLED,
  allowSharedKey: fields.ALLOW_SHARED_KEY,
  ...(fields.ALERT_WEBHOOK_URL === undefined ? {} : { alertWebhookUrl: fields.ALERT_WEBHOOK_URL }),
  ...(fields.ALERT_TEMPLATE === undefined ? {} : { alertTemplate: fields.ALERT_TEMPLATE }),
  journalDays: fields.JOURNAL_DAYS,
  ownerTimeZone: fields.OWNER_TIME_ZONE,
  riskPolicy: fields.RISK_POLICY,
  ...(fields.OWNER_LIMITS === undefined ? {} : { ownerLimits: fields.OWNER_LIMITS }),
  ...(fields.OWNER_PASSPHRASE === undefined ? {} : { ownerPassphrase: fields.OWNER_PASSPHRASE }),
  ...redirectHostsOf(fields, wrong),
  callsPerHour: fields.MAX_CALLS_PER_HOUR,
  requestsPerMinute: fields.MAX_REQUESTS_PER_MINUTE,
  paperEveryMs: fields.PAPER_EVERY_SECONDS * 1000,
  wrong,
})

// What was meant to narrow must not stand wide open because it was misspelt.
const redirectHostsOf = (fields: SettingsFields, wrong: readonly SettingProblem[]) => {
  if (wrong.some(({ setting }) => setting === 'OAUTH_REDIRECT_HOSTS')) return { redirectHosts: [] }
  return fields.OAUTH_REDIRECT_HOSTS === undefined ? {} : { redirectHosts: fields.OAUTH_REDIRECT_HOSTS }
}

// The address decides: nothing that is said can make the real exchange a simulated one.
const exchangeOf = ({ KRAKEN_BASE_URL, EXCHANGE }: SettingsFields): Settings['exchange'] => {
  if (!isLoopback(KRAKEN_BASE_URL)) return 'kraken'
  return EXCHANGE === 'emulator' ? 'emulator' : 'loopback'
}

const credentialsOf = ({ KRAKEN_API_KEY, KRAKEN_API_SECRET, KRAKEN_OTP }: SettingsFields) => {
  if (!KRAKEN_API_KEY || !KRAKEN_API_SECRET) return {}
  const key = { key: KRAKEN_API_KEY, secret: KRAKEN_API_SECRET }
  return { credentials: KRAKEN_OTP ? { ...key, otp: KRAKEN_OTP } : key }
}
