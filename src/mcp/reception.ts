/** The one path that the protocol's handler knows; the doors rewrite every URL of ours to it. */
export const MCP_PATH = '/mcp'

/** The newest form of the protocol, as its header names it. */
export const NEWEST = '2026-07-28'

/** No request is larger, in bytes. */
export const MOST_BYTES = 1024 * 1024

/** What the door has learnt of a request before the protocol takes it over. */
export interface Reception {
  /** The request's own; its query may hold a token and goes nowhere. */
  readonly url: URL
  /** Names under which this server may be addressed; undefined where routing has settled that. */
  readonly hostnames: readonly string[] | undefined
  /** The body as the JSON it is; undefined where it is none, and the protocol itself says so. */
  readonly message: unknown
}
