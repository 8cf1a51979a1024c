/** Arguments as they came, from query and body; bracket forms (`close[price]`, `orders[0][type]`) become nested. */
export type RawParams = Record<string, unknown>

/** Decodes a body by its content type; undefined where it does not parse. */
export const decode = (query: URLSearchParams, body: string, contentType: string): RawParams | undefined => {
  const flat: [string, unknown][] = [...query]
  if (contentType.includes('application/json') && body.trim() !== '') {
    const parsed = parseObject(body)
    if (!parsed) return undefined
    flat.push(...Object.entries(parsed))
  } else {
    flat.push(...new URLSearchParams(body))
  }
  const params: RawParams = {}
  for (const [name, value] of flat) place(params, pathOf(name), value)
  return arraysIn(params)
}

const parseObject = (text: string): object | undefined => {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

const pathOf = (name: string): readonly string[] => name.replaceAll(']', '').split('[')

const isRecord = (value: unknown): value is RawParams =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const place = (into: RawParams, [head = '', ...rest]: readonly string[], value: unknown): void => {
  // A name such as __proto__ must stay an ordinary entry.
  const set = (entry: unknown) =>
    Object.defineProperty(into, head, { value: entry, enumerable: true, configurable: true, writable: true })
  if (rest.length === 0) {
    set(value)
    return
  }
  const inner = Object.hasOwn(into, head) ? into[head] : undefined
  const nested: RawParams = isRecord(inner) ? inner : {}
  set(nested)
  place(nested, rest, value)
}

/** Turns `{ "0": a, "1": b }` into `[a, b]`, at any depth. */
const arraysIn = (value: RawParams): RawParams =>
  Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, arrayed(entry)]))

const arrayed = (value: unknown): unknown => {
  if (!isRecord(value)) return value
  const inner = arraysIn(value)
  const names = Object.keys(inner)
  return names.length > 0 && names.every((name, index) => name === String(index))
    ? Object.values(inner)
    : inner
}
