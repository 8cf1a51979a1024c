import { expect, test } from 'vitest'
import { readText } from '../../src/http/body.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

const sent = (body: BodyInit, headers: Record<string, string> = {}) => {
  // Node wants to be told that a stream goes one way.
  const init = { method: 'POST', body, headers, duplex: 'half' }
  return new Request('http://127.0.0.1/mcp', init)
}

const told = (text: string) => sent(text, { 'content-length': String(utf8(text).length) })

/** In two chunks, which cut a letter in half. */
const untold = (text: string) =>
  sent(
    new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(utf8(text).slice(0, 1))
        controller.enqueue(utf8(text).slice(1))
        controller.close()
      },
    }),
  )

test.each([
  ['told', told],
  ['not told', untold],
] as const)('a body whose length is %s is read up to the limit, and no further', async (_, make) => {
  expect(await readText(make('üa'), 3)).toBe('üa')
  expect(await readText(make('üab'), 3)).toBeUndefined()
  expect(await readText(make(''), 3)).toBe('')
})
