import { type Door, urlOf } from '../door.ts'
import { localNames } from '../local-names.ts'

/**
 * Tells whether a request was sent by a page of somebody else's, or, on the owner's own machine, under a name that is not
 * this server's. A request without an Origin comes from no page.
 */
export const isForeign = (door: Door): boolean => {
  const url = urlOf(door)
  const origin = door.req.header('origin')
  if (!door.get('settings').runsLocally) return origin !== undefined && origin !== url.origin
  const names = localNames(url.hostname)
  const host = hostnameOf(`http://${door.req.header('host') ?? url.host}`)
  return !names.includes(host) || (origin !== undefined && !names.includes(hostnameOf(origin)))
}

const hostnameOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '')
