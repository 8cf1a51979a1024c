import type { Endpoint } from '../endpoint.ts'
import { ACCOUNT } from './account.ts'
import { EARN } from './earn.ts'
import { EXPORT } from './export.ts'
import { FUNDING } from './funding.ts'
import { MARKET } from './market.ts'
import { SUBACCOUNTS } from './subaccounts.ts'
import { TRADING } from './trading.ts'
import { WEBSOCKET } from './websocket.ts'

/** A group of rows, as a URL names it: `/mcp/x/market,trading`. */
export type ToolsetName = keyof typeof TOOLSETS

/** Every row of Kraken's Spot REST API by toolset, in the order in which they are listed. */
export const TOOLSETS = {
  market: MARKET,
  account: ACCOUNT,
  export: EXPORT,
  trading: TRADING,
  funding: FUNDING,
  earn: EARN,
  subaccounts: SUBACCOUNTS,
  websocket: WEBSOCKET,
} as const satisfies Readonly<Record<string, readonly Endpoint[]>>

/** All rows, in the order of the toolsets. */
export const ENDPOINTS: readonly Endpoint[] = Object.values(TOOLSETS).flat()

const byTool = new Map(ENDPOINTS.map((endpoint) => [endpoint.tool, endpoint]))
const byPath = new Map<string, Endpoint>(ENDPOINTS.map((endpoint) => [endpoint.path, endpoint]))

/** Finds a row by its tool's name. */
export const endpointOf = (tool: string): Endpoint | undefined => byTool.get(tool)

/** Finds a row by Kraken's path, such as "/0/private/Balance". */
export const endpointAt = (path: string): Endpoint | undefined => byPath.get(path)
