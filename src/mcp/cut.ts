import { isRecord } from './normalise.ts'

/** Positions of an entry, from the outermost list or map inwards. */
export type Place = readonly number[]

/** A part of a value that fits, and the place of the first entry that is not in it. */
export interface Part {
  readonly value: unknown
  readonly next?: Place
}

interface Page {
  readonly limit: number
  shown: number
}

interface Entry {
  readonly key: string | undefined
  readonly value: unknown
  /** Characters that the entry takes with its key and comma. */
  readonly length: number
}

/** Facts beside a long list that are short enough to stand on every page: `count`, `last`. */
const MOST_FACTS = 1_000

/**
 * Cuts a value between entries so that its JSON keeps within `limit` characters, starting at `from`. Lists and maps are
 * told in their own order, each entry once; one that is larger than half the limit is itself cut between its entries.
 * An entry that alone is over the limit and cannot be cut is shown whole, so that every page moves on.
 */
export const cut = (value: unknown, limit: number, from: Place = []): Part =>
  part(value, limit, from, { limit, shown: 0 })

const part = (value: unknown, room: number, [start = 0, ...rest]: Place, page: Page): Part => {
  const entries = entriesOf(value)
  const isFact = factsAmong(entries, page.limit)
  const shown = new Map<number, unknown>()
  let left = room - 2
  for (const [at, entry] of entries.entries()) if (isFact(at)) left -= entry.length
  for (const [at, entry] of entries.entries()) {
    if (isFact(at)) {
      shown.set(at, entry.value)
      continue
    }
    if (at < start) continue
    const resumed = at === start && rest.length > 0
    if (!resumed && entry.length <= left) {
      shown.set(at, entry.value)
      page.shown += 1
      left -= entry.length
      continue
    }
    const inner =
      isCuttable(entry, page.limit) || resumed ? descend(entry, left, resumed ? rest : [], page) : undefined
    if (inner) {
      shown.set(at, inner.value)
      left -= textLength(inner.value) + keyLength(entry.key)
      if (inner.next === undefined) continue
      return { value: rebuilt(value, entries, shown, isFact), next: [at, ...inner.next] }
    }
    if (page.shown === 0) {
      shown.set(at, entry.value)
      page.shown += 1
      left -= entry.length
      continue
    }
    return { value: rebuilt(value, entries, shown, isFact), next: [at, ...(resumed ? rest : [])] }
  }
  return { value: rebuilt(value, entries, shown, isFact) }
}

/** The part of an entry that fits; undefined where nothing of it does and it can wait for the next page. */
const descend = (entry: Entry, left: number, from: Place, page: Page): Part | undefined => {
  if (entriesOf(entry.value).length === 0) return undefined
  const before = page.shown
  const inner = part(entry.value, left - keyLength(entry.key), from, page)
  return page.shown > before || inner.next === undefined ? inner : undefined
}

const isCuttable = ({ value, length }: Entry, limit: number) =>
  length > limit / 2 && entriesOf(value).length > 0

/** Beside a large list the short scalars are facts about it, not entries. */
const factsAmong = (entries: readonly Entry[], limit: number): ((at: number) => boolean) => {
  const isScalar = ({ key, value }: Entry) =>
    key !== undefined && (typeof value !== 'object' || value === null)
  const total = entries.filter(isScalar).reduce((sum, { length }) => sum + length, 0)
  if (total > Math.min(MOST_FACTS, limit / 4) || !entries.some((entry) => isCuttable(entry, limit)))
    return () => false
  return (at) => {
    const entry = entries[at]
    return entry !== undefined && isScalar(entry)
  }
}

const rebuilt = (
  value: unknown,
  entries: readonly Entry[],
  shown: ReadonlyMap<number, unknown>,
  isFact: (at: number) => boolean,
): unknown => {
  const facts = entries.flatMap((entry, at) =>
    isFact(at) && !shown.has(at) ? [[at, entry.value] as const] : [],
  )
  const kept = [...shown, ...facts].sort(([a], [b]) => a - b)
  if (Array.isArray(value)) return kept.map(([, one]) => one)
  return Object.fromEntries(kept.map(([at, one]) => [entries[at]?.key ?? '', one]))
}

const entriesOf = (value: unknown): readonly Entry[] => {
  if (Array.isArray(value)) {
    return value.map((one) => ({ key: undefined, value: one, length: textLength(one) + 1 }))
  }
  if (!isRecord(value)) return []
  return Object.entries(value).map(([key, one]) => ({
    key,
    value: one,
    length: textLength(one) + keyLength(key) + 1,
  }))
}

const keyLength = (key: string | undefined) => (key === undefined ? 0 : JSON.stringify(key).length + 1)
const textLength = (value: unknown): number => JSON.stringify(value ?? null).length
