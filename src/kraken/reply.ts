import { parseJson } from './json.ts'

/** Why an answer is missing: what was sent may or may not have reached Kraken. */
export type Loss = 'timeout' | 'network' | 'status' | 'not_envelope' | 'too_large'

/** What came back from Kraken. `date` is the answer's Date header in unix milliseconds. */
export type Reply =
  | {
      readonly kind: 'result'
      readonly result: unknown
      readonly warnings: readonly string[]
      readonly date?: number
    }
  | { readonly kind: 'errors'; readonly errors: readonly string[]; readonly date?: number }
  | { readonly kind: 'lost'; readonly why: Loss; readonly status?: number; readonly date?: number }

/**
 * Reads Kraken's envelope `{"error": [...], "result": ...}`; `error` may be one string, and strings that begin with W
 * only warn. What is no envelope is lost, and none of its words are kept.
 */
export const readEnvelope = (text: string): Reply => {
  const body = parsed(text)
  if (typeof body !== 'object' || body === null || !('error' in body)) return NOT_ENVELOPE
  const strings = typeof body.error === 'string' ? [body.error] : body.error
  if (!Array.isArray(strings) || !strings.every((item) => typeof item === 'string')) return NOT_ENVELOPE
  const said = strings.filter((item) => item !== '')
  const errors = said.filter((item) => !item.startsWith('W'))
  if (errors.length > 0) return { kind: 'errors', errors }
  return 'result' in body ? { kind: 'result', result: body.result, warnings: said } : NOT_ENVELOPE
}

export const NOT_ENVELOPE: Reply = { kind: 'lost', why: 'not_envelope' }

const parsed = (text: string): unknown => {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
