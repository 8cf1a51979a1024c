import { createMcpHandler } from 'agents/mcp/server'
import { MCP_PATH, MOST_BYTES, type Reception } from './reception.ts'
import { serverFor } from './server.ts'
import type { Session } from './session.ts'

const NEWEST = '2026-07-28'

// The protocol's handlers are made once; what belongs to one request waits for its server here.
const sessions = new WeakMap<Request, Session>()
const handlers = new Map<string, ReturnType<typeof createMcpHandler>>()

/** Speaks MCP, both the 2026-07-28 form and the 2025 handshake, to one request that has been let in. */
export const answerMcp = (request: Request, session: Session, reception: Reception): Promise<Response> => {
  const { hostnames, message } = reception
  sessions.set(request, session)
  return handlerFor(hostnames, eras(request)).fetch(
    request,
    message === undefined ? undefined : { parsedBody: message },
  )
}

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
  createMcpHandler(({ requestInfo }) => serverFor(sessionOf(requestInfo)), {
    route: MCP_PATH,
    corsOptions: false,
    legacy,
    maxRequestBodySize: MOST_BYTES,
    ...(hostnames && { allowedHostnames: [...hostnames] }),
  })

const sessionOf = (request: Request | undefined): Session => {
  const session = request && sessions.get(request)
  if (!session) throw new TypeError('a request without a session')
  return session
}
