import { createMcpHandler } from 'agents/mcp/server'
import { isRecord } from '../domain/record.ts'
import { filled } from './filled.ts'
import { MCP_PATH, MOST_BYTES, NEWEST, type Reception } from './reception.ts'
import { serverFor } from './server.ts'
import type { Session } from './session.ts'

/** One request, and the list of tools if it asked for one. */
interface Exchange {
  readonly session: Session
  list?: Uint8Array
}

// The protocol's handlers are made once; what belongs to one request waits for its server here.
const exchanges = new WeakMap<Request, Exchange>()
const handlers = new Map<string, ReturnType<typeof createMcpHandler>>()

/** Speaks MCP, both the 2026-07-28 form and the 2025 handshake, to one request that has been let in. */
export const answerMcp = async (
  request: Request,
  session: Session,
  { hostnames, message }: Pick<Reception, 'hostnames' | 'message'>,
): Promise<Response> => {
  const exchange: Exchange = { session }
  exchanges.set(request, exchange)
  const response = await handlerFor(hostnames, eras(request)).fetch(
    request,
    message === undefined ? undefined : { parsedBody: message },
  )
  return asksForList(message) ? filled(response, () => exchange.list) : response
}

const asksForList = (message: unknown) => isRecord(message) && message.method === 'tools/list'

// A header that names the newest form settles the question which the handler of both would read the body for, twice.
const eras = (request: Request) =>
  request.headers.get('mcp-protocol-version')?.trim() === NEWEST ? 'reject' : 'stateless'

const handlerFor = (hostnames: readonly string[] | undefined, legacy: 'reject' | 'stateless') => {
  const name = `${legacy} ${hostnames?.join()}`
  const handler = handlers.get(name) ?? createHandler(hostnames, legacy)
  handlers.set(name, handler)
  return handler
}

const createHandler = (hostnames: readonly string[] | undefined, legacy: 'reject' | 'stateless') =>
  createMcpHandler(({ requestInfo }) => serverOf(requestInfo), {
    route: MCP_PATH,
    corsOptions: false,
    legacy,
    maxRequestBodySize: MOST_BYTES,
    ...(hostnames && { allowedHostnames: [...hostnames] }),
  })

const serverOf = (request: Request | undefined) => {
  const exchange = request && exchanges.get(request)
  if (!exchange) throw new TypeError('a request without a session')
  return serverFor(exchange.session, (list) => {
    exchange.list = list
  })
}
