import { Refused } from '../../domain/matching/refused.ts'
import type { Handler } from '../call.ts'
import type { ApiKey, World } from '../world.ts'

const seconds = (ms: number) => String(Math.floor(ms / 1000))

const bound = (ms: number | undefined) => (ms === undefined ? '0' : seconds(ms))

/** Answers in the documented camelCase or, by switch, in the snake_case with texts for numbers that was seen live. */
export const keyInfo: Handler = ({ world, caller }) => {
  if (!caller) throw new Refused('EAPI:Invalid key')
  return world.switches.keyInfo === 'camel' ? camel(world, caller) : snake(world, caller)
}

const camel = (world: World, key: ApiKey) => ({
  apiKeyName: key.name,
  apiKey: key.key,
  nonce: key.nonce,
  nonceWindow: key.nonceWindow,
  permissions: key.permissions,
  iban: world.iban,
  validUntil: bound(key.validUntil),
  queryFrom: bound(key.queryFrom),
  queryTo: bound(key.queryTo),
  createdTime: seconds(key.createdAt),
  modifiedTime: seconds(key.modifiedAt),
  ipAllowlist: key.ipAllowlist,
  lastUsed: key.lastUsedAt === undefined ? null : seconds(key.lastUsedAt),
})

const snake = (world: World, key: ApiKey) => ({
  api_key_name: key.name,
  api_key: key.key,
  nonce: key.nonce,
  nonce_window: String(key.nonceWindow),
  permissions: key.permissions,
  iban: world.iban,
  valid_until: bound(key.validUntil),
  query_from: bound(key.queryFrom),
  query_to: bound(key.queryTo),
  created_time: seconds(key.createdAt),
  modified_time: seconds(key.modifiedAt),
  // Seen live: a key without a list has one empty entry.
  ip_allowlist: key.ipAllowlist.length === 0 ? [''] : key.ipAllowlist,
  last_used: key.lastUsedAt === undefined ? null : seconds(key.lastUsedAt),
})
