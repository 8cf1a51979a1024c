import { BreakwaterError } from '../domain/errors.ts'
import { VERSION } from '../domain/version.ts'
import { discard, readBody } from './body.ts'
import { encodePrivate, encodePublic } from './encode.ts'
import type { Endpoint, Params } from './endpoint.ts'
import { isZip, readExport } from './export-file.ts'
import { type Reply, readEnvelope } from './reply.ts'
import { withoutSecrets } from './scrub.ts'
import { createSign } from './sign.ts'

/** The part of `fetch` that is used. */
export type Fetch = (
  url: string,
  init: {
    method: 'GET' | 'POST'
    headers: Record<string, string>
    body?: string
    redirect: 'manual'
    signal?: AbortSignal
  },
) => Promise<Response>

/** A Kraken API key as Kraken shows it; `otp` is the key's own static second factor, where it has one. */
export interface Credentials {
  readonly key: string
  readonly secret: string
  readonly otp?: string | undefined
}

export interface ClientOptions {
  readonly fetch: Fetch
  /** Scheme and host, such as "https://api.kraken.com". */
  readonly baseUrl: string
  readonly credentials?: Credentials | undefined
}

/** Speaks to Kraken, one request per call. Whatever the wire does becomes a `Reply`; nothing is retried or followed. */
export interface Client {
  public(endpoint: Endpoint, params: Params, options?: { signal?: AbortSignal }): Promise<Reply>
  /** Throws `forbidden` (no_key) if the client has no credentials. The nonce is the caller's, strictly increasing. */
  private(
    endpoint: Endpoint,
    params: Params,
    options: { nonce: string; signal?: AbortSignal },
  ): Promise<Reply>
}

export const USER_AGENT = `breakwater/${VERSION}`

/**
 * Makes a client for one exchange and at most one key. Parameters must be in Kraken's own spelling already.
 * Throws `invalid` (malformed_secret) if the secret is not base64.
 */
export const createClient = ({ fetch: request, baseUrl, credentials }: ClientOptions): Client => {
  const base = baseUrl.replace(/\/+$/, '')
  const sign = credentials && createSign(credentials.secret)
  const hidden = credentials ? [credentials.key, credentials.secret, credentials.otp] : []

  return {
    public: (endpoint, params, { signal } = {}) =>
      exchange(endpoint, hidden, signal, () =>
        request(base + encodePublic(endpoint, params), {
          method: 'GET',
          headers: { 'User-Agent': USER_AGENT, Accept: 'application/json' },
          redirect: 'manual',
          ...(signal && { signal }),
        }),
      ),

    // Not async: minting, signing and sending happen in one turn, so that no other nonce can slip in between.
    private(endpoint, params, { nonce, signal }) {
      if (!credentials || !sign) {
        throw new BreakwaterError('forbidden', 'no_key', `${endpoint.tool} needs a Kraken API key`, {
          hint: 'The owner sets KRAKEN_API_KEY and KRAKEN_API_SECRET',
        })
      }
      const { path, body, contentType } = encodePrivate(endpoint, params, { nonce, otp: credentials.otp })
      const signature = sign(path, nonce, body)
      return exchange(endpoint, hidden, signal, () =>
        request(base + path, {
          method: 'POST',
          headers: {
            'User-Agent': USER_AGENT,
            Accept: 'application/json',
            'Content-Type': contentType,
            'API-Key': credentials.key,
            'API-Sign': signature,
          },
          body,
          redirect: 'manual',
          ...(signal && { signal }),
        }),
      )
    },
  }
}

type Hidden = readonly (string | undefined)[]

const exchange = async (
  endpoint: Endpoint,
  hidden: Hidden,
  signal: AbortSignal | undefined,
  send: () => Promise<Response>,
): Promise<Reply> => {
  try {
    const response = await send()
    const reply = await readResponse(endpoint, response)
    const date = Date.parse(response.headers.get('date') ?? '')
    return { ...withoutSecrets(reply, hidden), ...(Number.isNaN(date) ? {} : { date }) }
  } catch {
    // What fetch throws may hold the URL or the upstream's words; only the reason is kept.
    return { kind: 'lost', why: signal?.aborted ? 'timeout' : 'network' }
  }
}

const readResponse = async (endpoint: Endpoint, response: Response): Promise<Reply> => {
  const { status } = response
  if (status !== 200) {
    await discard(response)
    return { kind: 'lost', why: 'status', status }
  }
  const bytes = await readBody(response)
  if (!bytes) return { kind: 'lost', why: 'too_large', status }
  if (endpoint.answer === 'zip' && isZip(bytes)) return readExport(bytes)
  return readEnvelope(new TextDecoder().decode(bytes))
}
