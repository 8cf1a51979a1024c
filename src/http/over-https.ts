import { createMiddleware } from 'hono/factory'
import { BreakwaterError } from '../domain/errors.ts'
import { type Door, type House, urlOf } from './door.ts'
import { localNames } from './local-names.ts'
import { refuse } from './refusal.ts'

/** Who calls these brings its token along at once, and a stop must pass however it comes. */
const ALWAYS_OPEN = /^\/(mcp|ready|owner\/api)(\/|$)/

/** Whether a request came over a network in the clear. */
const isInTheClear = (door: Door): boolean => {
  const { protocol, hostname } = urlOf(door)
  return protocol !== 'https:' && !door.get('settings').runsLocally && !localNames('').includes(hostname)
}

/**
 * Where pages ask for a passphrase, and clients for tokens: over https alone, since a custom domain may also be served in the
 * clear, where everybody on the way reads along.
 */
export const overHttps = createMiddleware<House>(async (door, next) => {
  const { hostname, pathname, search } = urlOf(door)
  if (ALWAYS_OPEN.test(pathname) || !isInTheClear(door)) return next()
  const { method } = door.req
  if (method !== 'GET' && method !== 'HEAD') return refuse(door, 403, inTheClear())
  return door.redirect(`https://${hostname}${pathname}${search}`, 308)
})

/** The address at which the owner's page is, for links: never one in the clear. */
export const pageOrigin = (door: Door): string => {
  const { hostname, origin } = urlOf(door)
  return isInTheClear(door) ? `https://${hostname}` : origin
}

const inTheClear = () =>
  new BreakwaterError('forbidden', 'foreign_origin', 'This door opens over https alone.', {
    hint: 'Call it under its https address; what was sent in the clear, a passphrase or a token, should be changed.',
  })
