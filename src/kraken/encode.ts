import { isRecord } from '../domain/record.ts'
import type { Endpoint, Params } from './endpoint.ts'

/** What every private body carries beside the parameters. */
export interface Envelope {
  readonly nonce: string
  readonly otp?: string | undefined
}

/** A private call as it leaves: `path` includes the query, and is signed together with `body`. */
export interface Encoded {
  readonly path: string
  readonly body: string
  readonly contentType: string
}

type Coded = Pick<Endpoint, 'path' | 'encoding' | 'query'>

/** Writes the path and query of a public call. Lists are joined with commas, nested fields become `name[field]`. */
export const encodePublic = (endpoint: Coded, params: Params): string =>
  withQuery(endpoint.path, form(params))

/** Writes path and body of a private call; the body begins with the nonce. Source: Kraken's REST introduction. */
export const encodePrivate = (endpoint: Coded, params: Params, { nonce, otp }: Envelope): Encoded => {
  const inQuery = ([name]: [string, unknown]) => endpoint.query?.includes(name) === true
  const all = Object.entries(params)
  const path = withQuery(endpoint.path, form(Object.fromEntries(all.filter(inQuery))))
  const rest = all.filter((entry) => !inQuery(entry))
  const fields = { nonce, ...Object.fromEntries(rest), ...(otp === undefined ? {} : { otp }) }
  return endpoint.encoding === 'json'
    ? { path, body: JSON.stringify(json(fields)), contentType: 'application/json' }
    : { path, body: form(fields), contentType: 'application/x-www-form-urlencoded' }
}

const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`)

// URLSearchParams writes "+" as %2B: Kraken would read a bare one as a space and lose the sign of a relative price.
const form = (params: Params): string => new URLSearchParams(flatten(params)).toString()

const flatten = (params: Params): [string, string][] =>
  Object.entries(params).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return []
    if (isRecord(value)) return flatten(value).map(([inner, text]) => [`${name}[${inner}]`, text])
    return [[name, Array.isArray(value) ? value.join(',') : String(value)]]
  })

// In JSON the outer lists (orders, cl_ord_ids) stay lists; the flags inside an order are one text, as in a form.
const json = (fields: Params): Params =>
  mapValues(fields, (value) =>
    Array.isArray(value) ? value.map((item: unknown) => (isRecord(item) ? joined(item) : item)) : value,
  )

const joined = (item: Params): Params =>
  mapValues(item, (value) => (Array.isArray(value) ? value.join(',') : value))

const mapValues = (record: Params, map: (value: unknown) => unknown): Params =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]))
