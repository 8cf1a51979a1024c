import { env } from 'cloudflare:workers'
import type { Desk } from '../../src/desk/desk.ts'
import { openDesk } from '../../src/desk/open.ts'
import { parseSettings } from '../../src/desk/settings.ts'
import { endpointOf } from '../../src/kraken/endpoints/all.ts'

export interface TestDesk extends Desk {
  /** Calls a row by its tool's name. */
  use(tool: string, params?: Readonly<Record<string, unknown>>): ReturnType<Desk['call']>
}

/** A desk over the test's own bindings, for a caller with every scope that has a tool. */
export const aDesk = (): TestDesk => {
  const result = parseSettings(env)
  if (!result.ok) throw new Error('the test bindings are wrong')
  const principal = {
    tokenId: 't_test',
    name: 'test',
    account: 'live',
    scopes: ['read', 'trade', 'funds'],
  } as const
  const desk = openDesk({ bindings: env, settings: result.settings, principal, request: 'r_test' })
  return {
    ...desk,
    use(tool, params = {}) {
      const endpoint = endpointOf(tool)
      if (!endpoint) throw new Error(`no row ${tool}`)
      return desk.call(endpoint, params)
    },
  }
}
