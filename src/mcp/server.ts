import { Server } from '@modelcontextprotocol/server'
import { VERSION } from '../domain/version.ts'
import { callTool } from './call.ts'
import { CARD_EXTENSION, serveCard } from './card/serve.ts'
import { instructionsFor } from './instructions.ts'
import { preparedList } from './prepared.ts'
import type { Session } from './session.ts'
import { statusSoon } from './status.ts'

const ABOUT = { name: 'breakwater', title: 'Breakwater', version: VERSION }

// Lists depend on the token: a cache that is shared between callers may keep none of them.
// The card says nothing of anybody; another one gets another address.
const HOUR = { ttlMs: 3_600_000, cacheScope: 'public' } as const

const MINUTE_PRIVATELY = { ttlMs: 60_000, cacheScope: 'private' } as const

/**
 * The server of one request. The SDK's low-level one: its two handlers serve a prepared list and look a tool up in a
 * map, and the words of every error are ours. The list is `kept` as it will be sent, and the protocol is given an empty one.
 */
export const serverFor = (session: Session, keep: (list: Uint8Array) => void): Server => {
  const { desk, view } = session
  const server = new Server(ABOUT, {
    capabilities: { tools: {}, resources: {}, extensions: CARD_EXTENSION },
    instructions: instructionsFor(desk.exchange, desk.principal),
    cacheHints: {
      'tools/list': MINUTE_PRIVATELY,
      'server/discover': MINUTE_PRIVATELY,
      'resources/list': HOUR,
      'resources/templates/list': HOUR,
      'resources/read': HOUR,
    },
  })
  server.setRequestHandler('tools/list', async () => {
    keep(preparedList({ principal: desk.principal, view, status: await statusSoon(desk) }))
    return { tools: [] }
  })
  server.setRequestHandler('tools/call', ({ params }, { mcpReq }) =>
    callTool(session, params.name, params.arguments, mcpReq),
  )
  serveCard(server)
  return server
}
