import type * as z from 'zod'
import { once } from '../domain/once.ts'
import type { OrderIntent } from '../domain/order.ts'

/** The thirteen permission codes of a Kraken API key, as GetApiKeyInfo spells them. */
export const PERMISSIONS = [
  'query-funds',
  'add-funds',
  'withdraw-funds',
  'earn-funds',
  'query-open-trades',
  'query-closed-trades',
  'modify-trades',
  'close-trades',
  'query-ledger',
  'export-data',
  'create-ws-token',
  'add-withdraw-address',
  'update-withdraw-address',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** All of these, or any one of these; `{ all: [] }` asks for nothing. */
export type Permissions = { readonly all: readonly Permission[] } | { readonly any: readonly Permission[] }

/** What a call does: a stop (cancel) is never blocked, an order passes the rails, funds leave or move. */
export type Effect = 'read' | 'order' | 'cancel' | 'funds'

/** Price of a call: points of the key's REST counter, and how the pair's engine counter is charged. */
export interface Cost {
  readonly counter: number
  readonly engine?: 'add' | 'add-batch' | 'amend' | 'edit' | 'cancel' | 'cancel-batch'
}

/** In which spelling Kraken wants a name: a pair's altname, its display symbol ("BTC/USD"), an asset's altname. Plural: a list. */
export type NameForm = 'pair' | 'pairs' | 'symbol' | 'asset' | 'assets'

export type Path = `/0/public/${string}` | `/0/private/${string}`

interface Row<P extends z.ZodObject, R extends z.ZodType> {
  /** The tool's name; never changes, since agents and prompts depend on it. */
  readonly tool: string
  readonly title: string
  readonly describe: string
  readonly path: Path
  readonly permissions: Permissions
  readonly cost: Cost
  readonly params: P
  /** The shape of Kraken's `result`; loose: unknown fields are kept. Made on demand: only `/typed` and tests ask. */
  readonly result: () => R
  /** Arguments with which the tool runs against the emulator; shown in the docs. */
  readonly example: z.input<P>
  /** Body encoding on private paths; form by default, json where arrays or objects nest. */
  readonly encoding?: 'json'
  /** Which parameters are names of pairs or assets, and in which spelling they leave. */
  readonly names?: { readonly [K in keyof z.infer<P>]?: NameForm }
  /** Parameters of a private path that travel in its query string (and are signed with the path). */
  readonly query?: readonly (keyof z.infer<P>)[]
  /** How long an answer may be served from the isolate's cache, in milliseconds; public rows only. */
  readonly cacheMs?: number
  /** Kraken's own way of paging, where it has one. */
  readonly pages?: 'ofs' | 'since' | 'cursor'
  /** Accepted and documented, but left out of the listed schema. */
  readonly unlisted?: readonly (keyof z.infer<P>)[]
  /** The answer is a zip with one table, instead of an envelope. */
  readonly answer?: 'zip'
  /** Only for what hands out a credential. */
  readonly scope?: 'raw'
  /** Changes something although its scope is `read`: never retried, not announced as read-only. */
  readonly once?: true
}

type Acts<P extends z.ZodObject> =
  | { readonly effect: 'read' | 'cancel' | 'funds'; readonly intents?: never }
  | { readonly effect: 'order'; intents(params: z.infer<P>): readonly OrderIntent[] }

/** A row as it is written: its parameters' schema is made on demand, so that a cold start makes those it needs. */
type Written<P extends z.ZodObject, R extends z.ZodType> = Omit<Row<P, R>, 'params'> & {
  readonly params: () => P
}

/**
 * Ties a row's types together; a schema made on demand is made once. A row whose effect is `order` does not compile without
 * `intents`, so a new way to place an order cannot pass by the rails.
 */
export const endpoint = <P extends z.ZodObject, R extends z.ZodType>(
  row: Written<P, R> & Acts<P>,
): Row<P, R> & Acts<P> => {
  const { params, ...rest } = row
  const made = once(params)
  return {
    ...rest,
    get params() {
      return made()
    },
  }
}

/** Any row, with its own parameter types forgotten: what lists, the client, the lane and the emulator work on. */
export interface Endpoint {
  readonly tool: string
  readonly title: string
  readonly describe: string
  readonly path: Path
  readonly effect: Effect
  readonly permissions: Permissions
  readonly cost: Cost
  readonly params: z.ZodObject
  readonly result: () => z.ZodType
  readonly example: object
  readonly encoding?: 'json'
  readonly names?: Readonly<Record<string, NameForm | undefined>>
  readonly query?: readonly PropertyKey[]
  readonly cacheMs?: number
  readonly pages?: 'ofs' | 'since' | 'cursor'
  readonly unlisted?: readonly PropertyKey[]
  readonly answer?: 'zip'
  readonly scope?: 'raw'
  readonly once?: true
  intents?(params: object): readonly OrderIntent[]
}

/** Parsed parameters of a call, after the row's schema accepted them. */
export type Params = Readonly<Record<string, unknown>>

/** Tells whether an endpoint needs a key and the lane. */
export const isPrivate = (endpoint: Pick<Endpoint, 'path'>): boolean =>
  endpoint.path.startsWith('/0/private/')
