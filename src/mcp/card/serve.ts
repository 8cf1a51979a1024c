import { ProtocolError, ProtocolErrorCode, type Server } from '@modelcontextprotocol/server'
import { CARD_LISTING, CARD_URI, cardContents } from './card.ts'

/** The extension by which hosts and servers tell each other of cards (MCP Apps). */
export const CARD_EXTENSION = { 'io.modelcontextprotocol/ui': {} }

/** Lets a host list and read the card, the one resource that there is; it says nothing of any account. */
export const serveCard = (server: Server): void => {
  server.setRequestHandler('resources/list', () => ({ resources: [CARD_LISTING] }))
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: [] }))
  server.setRequestHandler('resources/read', ({ params: { uri } }) => {
    if (uri !== CARD_URI)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'There is no such resource')
    return cardContents()
  })
}
