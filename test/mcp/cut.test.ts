import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, type Place } from '../../src/mcp/cut.ts'

const LIMIT = 1_000

const pagesOf = (value: unknown, limit = LIMIT): readonly unknown[] => {
  const pages: unknown[] = []
  let from: Place | undefined = []
  while (from) {
    const { value: page, next } = cut(value, limit, from)
    pages.push(page)
    if (next && JSON.stringify(next) === JSON.stringify(from)) throw new Error('a page made no progress')
    from = next
  }
  return pages
}

const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => [from + at, 'x'.repeat(20)])

test('a list beside facts is cut between entries and the facts stand on every page', () => {
  const pages = pagesOf({ XXBTZUSD: rows(100), last: 42 })
  expect(pages.length).toBeGreaterThan(2)
  expect(pages.flatMap((page) => Object(page).XXBTZUSD)).toEqual(rows(100))
  expect(pages.map((page) => Object(page).last)).toEqual(pages.map(() => 42))
})

test('Kraken’s own order of keys survives the cut', () => {
  const [page] = pagesOf({
    count: 100,
    closed: Object.fromEntries(rows(100).map((row) => [`O${row[0]}`, row])),
    z: 1,
  })
  expect(Object.keys(Object(page))).toEqual(['count', 'closed', 'z'])
})

test('both sides of a book are told, one after the other', () => {
  const pages = pagesOf({ XXBTZUSD: { asks: rows(60), bids: rows(60, 1000) } })
  const side = (name: string) => pages.flatMap((page) => Object(page).XXBTZUSD[name] ?? [])
  expect(side('asks')).toEqual(rows(60))
  expect(side('bids')).toEqual(rows(60, 1000))
})

test('an entry that alone is over the limit stands on a page by itself', () => {
  const giant = 'x'.repeat(3 * LIMIT)
  expect(pagesOf(['a', giant, 'b'])).toEqual([['a'], [giant], ['b']])
})

test('a place beyond the end of a list that has shrunk is an empty last page', () => {
  expect(cut([1, 2, 3], LIMIT, [7])).toEqual({ value: [] })
})

const scalar = fc.oneof(fc.integer(), fc.string({ maxLength: 40 }), fc.boolean())
const entry = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 8 }),
  fc.dictionary(fc.string({ maxLength: 8 }), scalar),
)

test('walking the pages of a list yields every entry exactly once, and no page is too long', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 200 }), (list) => {
      const pages = pagesOf(list)
      expect(pages.flat(1)).toEqual(list)
      for (const page of pages) expect(JSON.stringify(page).length).toBeLessThanOrEqual(LIMIT)
    }),
  )
})

test('walking the pages of a map yields every entry exactly once, in order', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), entry, { maxKeys: 150 }), (map) => {
      const pages = pagesOf(map)
      expect(pages.flatMap((page) => Object.entries(Object(page)))).toEqual(Object.entries(map))
      for (const page of pages) expect(JSON.stringify(page).length).toBeLessThanOrEqual(LIMIT)
    }),
  )
})

const leaves = (value: unknown, path = ''): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [`${path}=${JSON.stringify(value)}`]
  return Object.entries(value).flatMap(([key, one]) =>
    leaves(one, `${path}/${Array.isArray(value) ? '' : key}`),
  )
}

test('walking the pages of anything terminates, loses nothing and invents nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      if (typeof value !== 'object' || value === null) return
      const told = new Set(pagesOf(value, 200).flatMap((page) => leaves(page)))
      expect(told).toEqual(new Set(leaves(value)))
    }),
  )
})
