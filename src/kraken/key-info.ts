import { textIn } from '../domain/field.ts'
import { isRecord } from '../domain/record.ts'
import { PERMISSIONS, type Permission } from './endpoint.ts'

/** What Kraken says of a key, in one spelling; without the key itself. Times in unix seconds, 0 = none. */
export interface KeyInfo {
  readonly name: string
  readonly permissions: readonly Permission[]
  /** In nonce units; anything but 0 lets an older nonce pass. */
  readonly nonceWindow: number
  /** The last nonce that Kraken received. */
  readonly nonce: string
  readonly validUntil: number
  readonly queryFrom: number
  readonly queryTo: number
  readonly lastUsed: number
  readonly ipAllowlist: readonly string[]
  /** The account's public number. Never log it. */
  readonly iban: string
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads the result of GetApiKeyInfo in both of its spellings: camelCase as documented, snake_case with numbers as text
 * as recorded. Returns undefined where it is neither. Unknown permissions are left out: no row asks for them.
 */
export const parseKeyInfo = (result: unknown): KeyInfo | undefined => {
  if (!isRecord(result) || !Array.isArray(result.permissions)) return undefined
  const codes: readonly unknown[] = result.permissions
  return {
    name: textIn(either(result, 'apiKeyName', 'api_key_name')) ?? '',
    permissions: PERMISSIONS.filter((permission) => codes.includes(permission)),
    nonceWindow: count(either(result, 'nonceWindow', 'nonce_window')),
    nonce: textIn(result.nonce) ?? '',
    validUntil: count(either(result, 'validUntil', 'valid_until')),
    queryFrom: count(either(result, 'queryFrom', 'query_from')),
    queryTo: count(either(result, 'queryTo', 'query_to')),
    lastUsed: count(either(result, 'lastUsed', 'last_used')),
    ipAllowlist: texts(either(result, 'ipAllowlist', 'ip_allowlist')),
    iban: textIn(result.iban) ?? '',
  }
}

const MASKED = /^(api_?key|iban)$/i

/** A copy of GetApiKeyInfo's result in which key and IBAN show their last four characters only, in any spelling. */
export const maskKeyInfo = (result: unknown): unknown =>
  isRecord(result)
    ? Object.fromEntries(
        Object.entries(result).map(([name, value]) => [name, MASKED.test(name) ? mask(value) : value]),
      )
    : result

// A short one would be shown nearly whole, so nothing of it is.
const mask = (value: unknown): string =>
  typeof value === 'string' && value.length >= 16 ? `…${value.slice(-4)}` : '…'

const either = (fields: Fields, camel: string, snake: string): unknown => fields[camel] ?? fields[snake]

// Kraken writes numbers as text, and none as "0" or null.
const count = (value: unknown): number => {
  const number = Number(value ?? 0)
  return Number.isFinite(number) ? number : 0
}

// An empty list is sometimes [""].
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string' && item !== '') : []
