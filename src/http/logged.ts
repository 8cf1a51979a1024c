import { createMiddleware } from 'hono/factory'
import type { CallLine } from '../mcp/session.ts'
import type { House } from './door.ts'
import { logCall } from './log.ts'

/** Writes one line of the log for each request of a door that is no tool: its name, how it ended, how long it took. */
export const logged = (name: string) =>
  createMiddleware<House>(async (door, next) => {
    const began = Date.now()
    await next()
    logCall(door.get('settings'))({
      request: door.get('request'),
      token: 'none',
      tool: `${name}.${door.req.method.toLowerCase()}`,
      outcome: outcomeOf(door.res.status),
      ms: Date.now() - began,
    })
  })

const outcomeOf = (status: number): CallLine['outcome'] => {
  if (status < 400) return 'ok'
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 429) return 'busy'
  if (status === 503) return 'unavailable'
  return status < 500 ? 'invalid' : 'bug'
}
