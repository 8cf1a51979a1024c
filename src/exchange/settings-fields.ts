import * as z from 'zod'
import { isTimeZone } from '../domain/equity/periods.ts'
import type { Mandate } from '../domain/mandate/mandate.ts'
import { parseMandate, problemLines } from '../domain/mandate/parse.ts'
import { once } from '../domain/once.ts'
import { ALERT_TEMPLATES } from './alert-message.ts'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Tells whether a URL's host is this very machine. */
export const isLoopback = (url: string): boolean => LOOPBACK.test(new URL(url).hostname)

const baseUrl = () =>
  z
    .string()
    .refine((text) => URL.canParse(text), 'must be a URL such as https://api.kraken.com')
    .refine(
      (text) =>
        !URL.canParse(text) ||
        text.startsWith('https://') ||
        (text.startsWith('http://') && isLoopback(text)),
      'must begin with https:// (plain http only to a loopback address)',
    )
    .refine(
      (text) => !URL.canParse(text) || new URL(text).username === '',
      'must not carry a user name or a password',
    )
    .refine((text) => !/[?#]/.test(text), 'must not carry a query or a hash')
    .transform((text) => text.replace(/\/+$/, ''))

const webhookUrl = () =>
  z
    .string()
    .trim()
    .refine(
      (text) =>
        URL.canParse(text) &&
        (text.startsWith('https://') || (text.startsWith('http://') && isLoopback(text))),
      'must be a URL that begins with https:// (plain http only to a loopback address)',
    )

const limits = () =>
  z.string().transform((text, context): Mandate => {
    const parsed = parseMandate(text)
    if (parsed.ok) return parsed.mandate
    context.addIssue({ code: 'custom', message: `is no mandate: ${problemLines(parsed.problems).join(' ')}` })
    return z.NEVER
  })

const DAYS = 'must be a whole number of days between 1 and 3650'

const SECONDS = 'must be a whole number of seconds between 5 and 3600'

const TIMEOUT = 'must be a whole number of milliseconds between 1 and 120000'

const PASSPHRASE = 'must have 8 to 1000 characters'

const HOSTS =
  'must name hosts with commas between them, such as claude.ai,claude.com,loopback (loopback: this machine)'

const hosts = () =>
  z
    .string()
    .transform((text) =>
      text
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((host) => host !== ''),
    )
    .refine(
      (hosts) => hosts.length > 0 && hosts.every((host) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host)),
      HOSTS,
    )

const COUNT = 'must be a whole number between 1 and 1000000'

const wholeOf = (least: number, most: number, problem: string) =>
  z.preprocess(Number, z.number(problem).int(problem).min(least, problem).max(most, problem))

const count = () => wholeOf(1, 1_000_000, COUNT)

const yes = () => z.enum(['true', 'false', '1', '0', '']).transform((text) => text === 'true' || text === '1')

/**
 * Every var and secret that is read, with its form and its default. A sentence of a refusal follows the setting’s name.
 * Made when the first settings are read.
 */
export const settingsFields = once(() =>
  z.object({
    KRAKEN_API_KEY: z.string().trim().optional(),
    KRAKEN_API_SECRET: z
      .string()
      .trim()
      .regex(BASE64, 'is not valid base64; copy the private key whole')
      .optional(),
    KRAKEN_BASE_URL: baseUrl().default('https://api.kraken.com'),
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
    AUTH_DISABLED: yes().default(false),
    RUNS_LOCALLY: yes().default(false),
    ALLOW_SHARED_KEY: yes().default(false),
    ALERT_WEBHOOK_URL: webhookUrl().optional(),
    ALERT_TEMPLATE: z.enum(ALERT_TEMPLATES).optional(),
    PAPER_EVERY_SECONDS: wholeOf(5, 3_600, SECONDS).default(15),
    JOURNAL_DAYS: wholeOf(1, 3_650, DAYS).default(90),
    OWNER_LIMITS: limits().optional(),
    OWNER_TIME_ZONE: z
      .string()
      .trim()
      .refine(isTimeZone, 'must be a time zone such as Europe/Berlin')
      .default('UTC'),
    RISK_POLICY: z.enum(['reduce', 'halt']).default('reduce'),
    OWNER_PASSPHRASE: z.string().trim().min(8, PASSPHRASE).max(1_000, PASSPHRASE).optional(),
    OAUTH_REDIRECT_HOSTS: hosts().optional(),
    MAX_CALLS_PER_HOUR: count().default(1_000),
    MAX_REQUESTS_PER_MINUTE: count().default(100),
    EXCHANGE: z.enum(['emulator', 'loopback', 'kraken']).optional(),
  }),
)
