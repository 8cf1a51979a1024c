import type { Mandate } from '../../domain/mandate/mandate.ts'
import { PRESETS } from '../../domain/mandate/presets.ts'
import { OWNER_ID } from '../owner-id.ts'
import type { HeldToken } from '../token-rows.ts'

/** What a token is called on the owner's page; of one that nobody knows, its id. */
export type NameOf = (tokenId: string) => string

export const namesOf = (tokens: readonly HeldToken[]): NameOf => {
  const names = new Map(tokens.filter(({ name }) => name !== '').map(({ tokenId, name }) => [tokenId, name]))
  return (tokenId) => (tokenId === OWNER_ID ? 'you' : (names.get(tokenId) ?? tokenId))
}

const TOLD = [
  'pairs',
  'maxOrderNotional',
  'maxDayNotional',
  'maxExposure',
  'maxDayLoss',
  'maxLeverage',
  'approval',
] as const

/** A mandate in a few words: its preset's name, or what matters most of what it says. */
export const mandateWords = (mandate: Mandate): string => {
  const text = JSON.stringify(mandate)
  const preset = Object.entries(PRESETS).find(([, one]) => JSON.stringify(one) === text)
  if (preset) return preset[0]
  if (Object.keys(mandate).length === 0) return 'the house’s limits'
  const said = TOLD.flatMap((field) =>
    mandate[field] === undefined ? [] : [`${field} ${plain(mandate[field])}`],
  )
  return said.length === 0 ? 'of its own' : said.join(', ')
}

const plain = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(' ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}
