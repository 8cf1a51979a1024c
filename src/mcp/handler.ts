import { createMcpHandler } from 'agents/mcp/server'
import { serverFor } from './server.ts'
import type { Session } from './session.ts'

/** The one path that the protocol's handler knows; the doors rewrite every URL of ours to it. */
export const MCP_PATH = '/mcp'

/** No request is larger, in bytes. */
export const MOST_BYTES = 1024 * 1024

export interface Reception {
  /** Names under which this server may be addressed; undefined where routing has settled that. */
  readonly hostnames: readonly string[] | undefined
}

/** Speaks MCP, both the 2026-07-28 form and the 2025 handshake, to one request that has been let in. */
export const answerMcp = (request: Request, session: Session, { hostnames }: Reception): Promise<Response> =>
  createMcpHandler(() => serverFor(session), {
    route: MCP_PATH,
    corsOptions: false,
    maxRequestBodySize: MOST_BYTES,
    ...(hostnames && { allowedHostnames: [...hostnames] }),
  }).fetch(request)
