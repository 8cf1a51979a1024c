import * as z from 'zod'
import { type Endpoint, endpoint } from '../endpoint.ts'

export const GetWebSocketsToken = endpoint({
  tool: 'get_websockets_token',
  title: 'WebSocket token',
  describe: 'A token that opens Kraken’s private WebSocket, on which orders pass by every limit set here.',
  path: '/0/private/GetWebSocketsToken',
  effect: 'read',
  permissions: { all: ['create-ws-token'] },
  cost: { counter: 1 },
  params: () => z.strictObject({}),
  result: () => z.looseObject({ token: z.string(), expires: z.number() }),
  example: {},
  scope: 'raw',
})

export const WEBSOCKET: readonly Endpoint[] = [GetWebSocketsToken]
