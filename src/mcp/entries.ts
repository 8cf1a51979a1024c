import { isRecord } from '../domain/record.ts'

/** One entry of a list or a map, and the characters that it takes with its key and its comma. */
export interface Entry {
  readonly key: string | undefined
  readonly value: unknown
  readonly length: number
}

/** The entries of a list or a map in their own order; none of anything else. */
export const entriesOf = (value: unknown): readonly Entry[] => {
  if (Array.isArray(value)) return value.map((one) => entryOf(undefined, one))
  return isRecord(value) ? Object.entries(value).map(([key, one]) => entryOf(key, one)) : []
}

export const entryOf = (key: string | undefined, value: unknown): Entry => ({
  key,
  value,
  length: textLength(value) + keyLength(key) + 1,
})

/** What a key takes before its value. */
export const keyLength = (key: string | undefined): number =>
  key === undefined ? 0 : JSON.stringify(key).length + 1

/** Tells whether an entry is itself cut between its entries rather than moved whole to the next page. */
export const isCuttable = ({ value, length }: Entry, limit: number): boolean =>
  length > limit / 2 && entriesOf(value).length > 0

// Short enough to stand on every page.
const MOST_FACTS = 1_000

/** The short scalars beside a large list, such as `count` and `last`: facts about it, not entries of their own. */
export const factsAmong = (entries: readonly Entry[], limit: number): ReadonlySet<number> => {
  const scalars = entries.flatMap((entry, at) => (isScalar(entry) ? [at] : []))
  const length = scalars.reduce((sum, at) => sum + (entries[at]?.length ?? 0), 0)
  const isBeside =
    length <= Math.min(MOST_FACTS, limit / 4) && entries.some((entry) => isCuttable(entry, limit))
  return new Set(isBeside ? scalars : [])
}

const isScalar = ({ key, value }: Entry) => key !== undefined && (typeof value !== 'object' || value === null)

const textLength = (value: unknown): number => JSON.stringify(value ?? null).length
