import { type Door, urlOf } from '../door.ts'
import { localNames } from '../local-names.ts'

/**
 * Tells whether a request was sent by a page of somebody else's, or, on the owner's own machine, under a name that is not
 * this server's. A request without an Origin comes from no page.
 */
export const isForeign = (door: Door): boolean => {
  const { hostname, origin: own } = urlOf(door)
  const origin = door.req.header('origin')
  if (!door.get('settings').runsLocally) return origin !== undefined && origin !== own
  const isStranger = origin !== undefined && !localNames(hostname).includes(hostnameOf(origin))
  return isForeignHost(door) || isStranger
}

/** The half of it that also holds for what a page of another origin may ask for. */
export const isForeignHost = (door: Door): boolean => {
  const url = urlOf(door)
  if (!door.get('settings').runsLocally) return false
  return !localNames(url.hostname).includes(hostnameOf(`http://${door.req.header('host') ?? url.host}`))
}

const hostnameOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '')
