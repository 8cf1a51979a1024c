import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf } from '../../src/cli/lines.ts'
import { sseData } from '../../src/cli/sse.ts'

/** The bytes of a text, cut at arbitrary places, also within a character. */
const chunked = async function* (text: string, cuts: readonly number[]) {
  const bytes = new TextEncoder().encode(text)
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  for (const [index, from] of places.entries()) yield bytes.subarray(from, places[index + 1] ?? from)
}
const cuts = fc.array(fc.nat(), { maxLength: 8 })
const collect = async <T>(stream: AsyncIterable<T>) => {
  const all: T[] = []
  for await (const one of stream) all.push(one)
  return all
}

test('lines come out whole, however the stream is cut, and U+2028 ends none', async () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/\n/.test(text) && text.trim() !== '')
  await fc.assert(
    fc.asyncProperty(fc.array(line), cuts, async (lines, places) => {
      const texts = [...lines, '"\u2028"']
      const out = await collect(linesOf(chunked(texts.join('\n'), places)))
      expect(out).toEqual(texts.map((text) => ({ text })))
    }),
  )
})

test('a line without end is dropped, and the next one is read', async () => {
  const long = 'x'.repeat(5_000_000)
  const out = await collect(linesOf(chunked(`${long}\nshort\n${long}`, [1_000_000, 4_800_000])))
  expect(out).toEqual([{ tooLong: true }, { text: 'short' }, { tooLong: true }])
})

test('events come out whole, however the stream is cut and whatever ends its lines', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('\n', '\r\n', '\r'), cuts, async (end, places) => {
      const stream = [
        ': a comment',
        '',
        'event: message',
        'id: 1',
        'data: {"a":',
        'data:1}',
        '',
        'event: ping',
        'data: not for us',
        '',
        'data: ünï: code',
        '',
        'data: never finished',
      ].join(end)
      expect(await collect(sseData(chunked(stream, places)))).toEqual(['{"a":\n1}', 'ünï: code'])
    }),
  )
})
