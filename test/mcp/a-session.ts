import type { Desk } from '../../src/desk/desk.ts'
import type { CallLine } from '../../src/mcp/session.ts'
import { viewOf } from '../../src/mcp/view.ts'

/** A session whose account answers as a test says; what it logs is kept. */
export const aSession = (desk: Partial<Desk>, path = '/mcp/x/all') => {
  const result = viewOf(path)
  if (!('view' in result)) throw new Error('no door')
  const lines: CallLine[] = []
  const session = {
    view: result.view,
    request: 'r_1',
    log: (line: CallLine) => lines.push(line),
    desk: {
      principal: {
        tokenId: 't_1',
        name: 'a client',
        account: 'live' as const,
        scopes: ['trade', 'funds'] as const,
      },
      exchange: 'emulator' as const,
      call: async () => ({ result: {} }),
      house: async () => ({ result: {} }),
      status: async () => ({ hasKey: true, warnings: [], problems: [] }),
      now: () => 0,
      ...desk,
    },
  }
  return { session, lines }
}
