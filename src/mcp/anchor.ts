import { isRecord } from '../domain/record.ts'
import type { Place } from './cut.ts'

/** What a cursor may repeat: Kraken's own ids and names, and nothing longer. */
const PLAIN = /^[\w.-]{1,64}$/

// What Kraken calls an entry of a list, the surest name first.
const IDS = ['id', 'refid', 'txid', 'amend_id', 'trade_id', 'order_id', 'strategy_id'] as const

/** The name of the entry at a place: its key in a map, its id in a list; undefined where it has no plain one. */
export const anchorAt = (value: unknown, place: Place): string | undefined => {
  const at = place.at(-1)
  const name = at === undefined ? undefined : namesIn(around(value, place))[at]
  return name !== undefined && PLAIN.test(name) ? name : undefined
}

/**
 * Where the entry of this name stands now that the call has been made again: entries before it may have come or gone.
 * Of several the nearest to where it stood; undefined where it is gone.
 */
export const placeNow = (value: unknown, place: Place, anchor: string): Place | undefined => {
  const stood = place.at(-1) ?? 0
  const found = namesIn(around(value, place))
    .flatMap((name, at) => (name === anchor ? [at] : []))
    .sort((a, b) => Math.abs(a - stood) - Math.abs(b - stood))[0]
  return found === undefined ? undefined : [...place.slice(0, -1), found]
}

/** The list or map whose entry a place names last. */
const around = (value: unknown, place: Place): unknown =>
  place.slice(0, -1).reduce<unknown>((within, at) => {
    if (Array.isArray(within)) return within[at]
    return isRecord(within) ? Object.values(within)[at] : undefined
  }, value)

const namesIn = (value: unknown): readonly (string | undefined)[] => {
  if (Array.isArray(value)) return value.map(idOf)
  return isRecord(value) ? Object.keys(value) : []
}

const idOf = (entry: unknown): string | undefined => {
  if (!isRecord(entry)) return undefined
  const id = IDS.map((name) => entry[name]).find((one) => typeof one === 'string' || typeof one === 'number')
  return id === undefined ? undefined : String(id)
}
