import { type Entry, entriesOf, entryOf, factsAmong, isCuttable, keyLength } from './entries.ts'

/** Positions of an entry, from the outermost list or map inwards. */
export type Place = readonly number[]

/** A part of a value that fits, and the place of the first entry that is not in it. */
export interface Part {
  readonly value: unknown
  readonly next?: Place
}

/** The page that is being filled; `shown` counts the entries on it. */
interface Page {
  readonly limit: number
  shown: number
}

/**
 * Cuts a value between entries so that its JSON keeps within `limit` characters, starting at `from`. Lists and maps are
 * told in their own order, each entry once; one that is larger than half the limit is itself cut between its entries.
 * An entry that alone is over the limit and cannot be cut is shown whole, so that every page moves on.
 */
export const cut = (value: unknown, limit: number, from: Place = []): Part =>
  part(value, limit, from, { limit, shown: 0 })

const part = (value: unknown, room: number, [start = 0, ...rest]: Place, page: Page): Part => {
  const entries = entriesOf(value)
  const facts = factsAmong(entries, page.limit)
  const kept = new Map([...facts].map((at) => [at, entries[at]?.value]))
  let left = room - 2 - [...facts].reduce((sum, at) => sum + (entries[at]?.length ?? 0), 0)
  for (const [at, entry] of entries.entries()) {
    if (facts.has(at) || at < start) continue
    const from = at === start ? rest : []
    const taken = take(entry, left, from, page)
    if (taken) kept.set(at, taken.value)
    if (!taken || taken.next)
      return { value: rebuilt(value, entries, kept), next: [at, ...(taken?.next ?? from)] }
    left -= entryOf(entry.key, taken.value).length
  }
  return { value: rebuilt(value, entries, kept) }
}

/** An entry, or the part of it that fits; undefined where it waits for the next page. */
const take = (entry: Entry, left: number, from: Place, page: Page): Part | undefined => {
  if (from.length === 0 && entry.length <= left) return whole(entry, page)
  const inner = from.length > 0 || isCuttable(entry, page.limit) ? within(entry, left, from, page) : undefined
  return inner ?? (page.shown === 0 ? whole(entry, page) : undefined)
}

const whole = ({ value }: Entry, page: Page): Part => {
  page.shown += 1
  return { value }
}

const within = ({ key, value }: Entry, left: number, from: Place, page: Page): Part | undefined => {
  const before = page.shown
  const inner = part(value, left - keyLength(key), from, page)
  return page.shown > before || inner.next === undefined ? inner : undefined
}

/** The value with the entries that are kept, in their own order. */
const rebuilt = (value: unknown, entries: readonly Entry[], kept: ReadonlyMap<number, unknown>): unknown => {
  const inOrder = [...kept].sort(([a], [b]) => a - b)
  if (Array.isArray(value)) return inOrder.map(([, one]) => one)
  return Object.fromEntries(inOrder.map(([at, one]) => [entries[at]?.key ?? '', one]))
}
