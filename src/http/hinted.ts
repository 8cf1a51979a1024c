import { isRecord } from '../domain/record.ts'

/**
 * What to do about a request that the protocol's own handler turned away at the door: its words and codes stand as they
 * are, and a hint of ours goes into the `data` that JSON-RPC leaves to the server.
 */
export const hinted = async (response: Response, isJson: boolean): Promise<Response> => {
  const hint = hintFor(response.status, isJson)
  if (hint === undefined) return response
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  if (!isRecord(body) || !isRecord(body.error) || body.error.data !== undefined) return response
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  const answer = { ...body, error: { ...body.error, data: { hint } } }
  return new Response(JSON.stringify(answer), { status: response.status, headers })
}

const hintFor = (status: number, isJson: boolean): string | undefined => {
  if (status === 400 && !isJson) return 'Send one JSON-RPC message as valid JSON'
  if (status !== 403) return undefined
  return 'Call this server under its own address, and not from a web page of another origin'
}
