import { Hono } from 'hono/tiny'
import { isBreakwaterError } from '../domain/errors.ts'
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
import { overHttps } from './over-https.ts'
import { ownerApi } from './owner/api.ts'
import { actionDoor, approvalDoor, homeDoor } from './owner/home/doors.tsx'
import { signInDoor } from './owner/home/sign-in.tsx'
import { panicDoor } from './owner/panic.ts'
import { SCRIPT_PATH, scriptDoor } from './owner/script.ts'
import { STYLE_PATH, styleDoor } from './owner/style.ts'
import { readyDoor } from './ready.ts'
import { nothingHere, onlyFor, refuse } from './refusal.ts'
import { newRequestId } from './request-id.ts'
import { standing } from './standing.ts'

const isOutage = (caught: unknown): boolean => isBreakwaterError(caught) && caught.kind === 'unavailable'

/** The Worker's HTTP doors. */
export const createApp = () => {
  const app = new Hono<House>()
  const strangers = createStrangers(Date.now)
  const { callers, owners } = createCallers(Date.now, strangers)
  const mcp = mcpDoor(callers, createLeases(Date.now))

  app.get('/health', standing)
  app.use(async (door, next) => {
    door.set('request', newRequestId())
    await next()
    secure(door.res.headers, door.req.url.startsWith('https:'))
  })
  app.all('/health', (door) => onlyFor(door, 'GET'))
  // Its page is for the day on which everything else is wrong: it needs no setting.
  app.all('/panic/*', panicDoor(strangers))
  app.use(gate, overHttps)
  app.all('/ready', readyDoor(callers, strangers))
  app.use('/.well-known/*', limited(strangers, 'metadata'))
  app.use('/oauth/*', logged('oauth'), limited(strangers, 'oauth'))
  app.use('/oauth/register', limited(strangers, 'register', 10))
  app.use('/authorize', logged('authorize'), limited(strangers, 'authorize', 60))
  app.all('/.well-known/oauth-authorization-server', oauthDoor)
  app.all('/.well-known/oauth-protected-resource', oauthDoor)
  app.all('/.well-known/oauth-protected-resource/*', oauthDoor)
  app.all('/oauth/token', oauthDoor)
  app.all('/oauth/register', oauthDoor)
  app.all('/authorize', authorizeDoor)
  app.get(STYLE_PATH, styleDoor)
  app.get(SCRIPT_PATH, scriptDoor)
  app.all('/owner', logged('owner'), homeDoor(strangers))
  app.all('/owner/approve/:intent', logged('owner'), approvalDoor(strangers))
  app.all('/owner/sign-in', logged('owner'), signInDoor(strangers))
  app.all('/owner/:action', logged('owner'), actionDoor(strangers))
  app.all('/mcp', mcp)
  app.all('/mcp/*', mcp)
  app.all('/owner/api/:command', ownerApi(owners, strangers))
  app.notFound(async (door) => (await strangers.turnAway(door)) ?? nothingHere(door))
  app.onError((caught, door) => refuse(door, isOutage(caught) ? 503 : 500, caught))
  return app
}
