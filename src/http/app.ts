import { Hono } from 'hono/tiny'
import { createCallers } from './callers.ts'
import type { House } from './door.ts'
import { gate } from './gate.ts'
import { secure } from './headers.ts'
import { createLeases } from './limits/leases.ts'
import { limited } from './limits/limited.ts'
import { createStrangers } from './limits/strangers.ts'
import { logged } from './logged.ts'
import { mcpDoor } from './mcp.ts'
import { authorizeDoor } from './oauth/authorize.tsx'
import { oauthDoor } from './oauth/doors.ts'
import { ownerApi } from './owner/api.ts'
import { panicDoor } from './owner/panic.ts'
import { STYLE_PATH, styleDoor } from './owner/style.ts'
import { readyDoor } from './ready.ts'
import { nothingHere, onlyFor, refuse } from './refusal.ts'
import { newRequestId } from './request-id.ts'

/** The Worker's HTTP doors. */
export const createApp = () => {
  const app = new Hono<House>()
  const strangers = createStrangers(Date.now)
  const { callers, owners } = createCallers(Date.now, strangers)
  const mcp = mcpDoor(callers, createLeases(Date.now))

  app.get('/health', (door) => door.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' }))
  app.use(async (door, next) => {
    door.set('request', newRequestId())
    await next()
    secure(door.res.headers, door.req.url.startsWith('https:'))
  })
  app.all('/health', (door) => onlyFor(door, 'GET'))
  // Its page is for the day on which everything else is wrong: it needs no setting.
  app.all('/panic/*', panicDoor(strangers))
  app.use(gate)
  app.all('/ready', readyDoor(callers, strangers))
  app.use('/.well-known/*', limited(strangers, 'metadata'))
  app.use('/oauth/*', logged('oauth'), limited(strangers, 'oauth'))
  app.use('/authorize', logged('authorize'), limited(strangers, 'authorize', 60))
  app.all('/.well-known/oauth-authorization-server', oauthDoor)
  app.all('/.well-known/oauth-protected-resource', oauthDoor)
  app.all('/.well-known/oauth-protected-resource/*', oauthDoor)
  app.all('/oauth/token', oauthDoor)
  app.all('/oauth/register', oauthDoor)
  app.all('/authorize', authorizeDoor)
  app.get(STYLE_PATH, styleDoor)
  app.all('/mcp', mcp)
  app.all('/mcp/*', mcp)
  app.all('/owner/api/:command', ownerApi(owners, strangers))
  app.notFound(async (door) => (await strangers.turnAway(door)) ?? nothingHere(door))
  app.onError((caught, door) => refuse(door, 500, caught))
  return app
}
