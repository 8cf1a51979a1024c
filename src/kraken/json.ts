// Sixteen digits may exceed 2^53; without such a number in the text the reviver's cost is saved.
const LONG_INTEGER = /[:,[\s]-?\d{16,}\s*[,\]}]/

/**
 * Parses JSON as JSON.parse does, but keeps integers beyond 2^53 (nanosecond times, ids) exactly, as strings.
 * Throws a SyntaxError on what is no JSON.
 */
export const parseJson = (text: string): unknown =>
  LONG_INTEGER.test(text) ? JSON.parse(text, keepExact) : JSON.parse(text)

// The reviver's third argument holds the source text: { source: "1724158070287556001" }.
const keepExact = (_key: string, value: unknown, ...rest: unknown[]): unknown => {
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return value
  const context = rest[0]
  const source = typeof context === 'object' && context !== null && 'source' in context && context.source
  return typeof source === 'string' && /^-?\d+$/.test(source) ? source : value
}
