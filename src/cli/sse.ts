/** Reads a stream of server-sent events and yields the data of each message, as the HTML standard frames them. */
export async function* sseData(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true })
    // A "\r" at the very end may be the first half of "\r\n".
    const whole = rest.endsWith('\r') ? rest.slice(0, -1) : rest
    const events = whole.split(/\r\n\r\n|\n\n|\r\r/)
    rest = (events.pop() ?? '') + rest.slice(whole.length)
    for (const event of events) {
      const data = dataOf(event)
      if (data !== undefined) yield data
    }
  }
}

const dataOf = (event: string): string | undefined => {
  const fields = event.split(/\r\n|\n|\r/).map((line) => /^([^:]*)(?:: ?(.*))?$/s.exec(line))
  const valuesOf = (name: string) => fields.flatMap((field) => (field?.[1] === name ? [field[2] ?? ''] : []))
  const type = valuesOf('event').at(-1) ?? 'message'
  const data = valuesOf('data')
  return type === 'message' && data.length > 0 ? data.join('\n') : undefined
}
