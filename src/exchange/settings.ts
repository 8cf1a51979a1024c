import { z } from 'zod'
import { BreakwaterError } from '../domain/errors.ts'

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
  readonly JOURNAL_DAYS?: string
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
  /** After so many days what is closed leaves the journal for the database. */
  readonly journalDays: number
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

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Tells whether a URL's host is this very machine. */
export const isLoopback = (url: string): boolean => LOOPBACK.test(new URL(url).hostname)

const BaseUrl = z
  .string()
  .refine((text) => URL.canParse(text), 'must be a URL such as https://api.kraken.com')
  .refine(
    (text) =>
      !URL.canParse(text) || text.startsWith('https://') || (text.startsWith('http://') && isLoopback(text)),
    'must begin with https:// (plain http only to a loopback address)',
  )
  .refine(
    (text) => !URL.canParse(text) || new URL(text).username === '',
    'must not carry a user name or a password',
  )
  .refine((text) => !/[?#]/.test(text), 'must not carry a query or a hash')
  .transform((text) => text.replace(/\/+$/, ''))

const WebhookUrl = z
  .string()
  .trim()
  .refine(
    (text) =>
      URL.canParse(text) && (text.startsWith('https://') || (text.startsWith('http://') && isLoopback(text))),
    'must be a URL that begins with https:// (plain http only to a loopback address)',
  )

const DAYS = 'must be a whole number of days between 1 and 3650'

const SECONDS = 'must be a whole number of seconds between 5 and 3600'

const TIMEOUT = 'must be a whole number of milliseconds between 1 and 120000'

const yes = z.enum(['true', 'false', '1', '0', '']).transform((text) => text === 'true' || text === '1')

const Fields = z.object({
  KRAKEN_API_KEY: z.string().trim().optional(),
  KRAKEN_API_SECRET: z
    .string()
    .trim()
    .regex(BASE64, 'is not valid base64; copy the private key whole')
    .optional(),
  KRAKEN_BASE_URL: BaseUrl.default('https://api.kraken.com'),
  KRAKEN_TIER: z.enum(['starter', 'intermediate', 'pro']).default('starter'),
  KRAKEN_OTP: z.string().optional(),
  HTTP_TIMEOUT_MS: z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, TIMEOUT)
    .transform(Number)
    .refine((ms) => ms >= 1 && ms <= 120_000, TIMEOUT)
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  AUTH_DISABLED: yes.default(false),
  RUNS_LOCALLY: yes.default(false),
  ALLOW_SHARED_KEY: yes.default(false),
  ALERT_WEBHOOK_URL: WebhookUrl.optional(),
  PAPER_EVERY_SECONDS: z.coerce.number(SECONDS).int(SECONDS).min(5, SECONDS).max(3_600, SECONDS).default(15),
  JOURNAL_DAYS: z.coerce.number(DAYS).int(DAYS).min(1, DAYS).max(3_650, DAYS).default(90),
  EXCHANGE: z.enum(['emulator', 'loopback', 'kraken']).optional(),
})

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
  const parsed = Fields.safeParse(Object.fromEntries(right))
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
  Fields.safeParse(given).error?.issues.map(problemOf) ?? []

// An empty line in .dev.vars means "not set".
const withoutEmpty = (vars: Vars) =>
  Object.fromEntries(Object.keys(Fields.shape).flatMap((name) => entry(name, vars[name as keyof Vars])))

const entry = (name: string, value: string | undefined) => (value ? [[name, value]] : [])

const problemOf = (issue: z.core.$ZodIssue): SettingProblem => ({
  setting: String(issue.path[0] ?? 'settings'),
  problem: issue.code === 'invalid_value' ? `must be one of: ${issue.values.join(', ')}` : issue.message,
})

const halfAKey = (fields: z.infer<typeof Fields>): SettingProblem =>
  fields.KRAKEN_API_KEY
    ? { setting: 'KRAKEN_API_SECRET', problem: 'is missing: KRAKEN_API_KEY is set without it' }
    : { setting: 'KRAKEN_API_KEY', problem: 'is missing: KRAKEN_API_SECRET is set without it' }

const settingsOf = (fields: z.infer<typeof Fields>, wrong: readonly SettingProblem[]): Settings => ({
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
  journalDays: fields.JOURNAL_DAYS,
  paperEveryMs: fields.PAPER_EVERY_SECONDS * 1000,
  wrong,
})

// The address decides: nothing that is said can make the real exchange a simulated one.
const exchangeOf = ({ KRAKEN_BASE_URL, EXCHANGE }: z.infer<typeof Fields>): Settings['exchange'] => {
  if (!isLoopback(KRAKEN_BASE_URL)) return 'kraken'
  return EXCHANGE === 'emulator' ? 'emulator' : 'loopback'
}

const credentialsOf = ({ KRAKEN_API_KEY, KRAKEN_API_SECRET, KRAKEN_OTP }: z.infer<typeof Fields>) => {
  if (!KRAKEN_API_KEY || !KRAKEN_API_SECRET) return {}
  const key = { key: KRAKEN_API_KEY, secret: KRAKEN_API_SECRET }
  return { credentials: KRAKEN_OTP ? { ...key, otp: KRAKEN_OTP } : key }
}
