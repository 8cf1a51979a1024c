import { decode, type RawParams } from './decode.ts'

/** One HTTP request, read to its end. `params` is absent where the body does not parse. */
export interface Arrival {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Uint8Array
  readonly text: string
  readonly params?: RawParams
}

export const arrivalOf = async (request: Request): Promise<Arrival> => {
  const { method, headers } = request
  const url = new URL(request.url)
  const body = new Uint8Array(await request.arrayBuffer())
  const text = new TextDecoder().decode(body)
  const params = decode(url.searchParams, text, headers.get('content-type') ?? '')
  return { method, url, headers, body, text, ...(params ? { params } : {}) }
}
