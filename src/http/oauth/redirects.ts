import type { Settings } from '../../exchange/settings.ts'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether the owner's setting lets clients be sent back to this address; without the setting every host may be. */
export const mayReturnTo = (uri: unknown, { redirectHosts }: Pick<Settings, 'redirectHosts'>): boolean => {
  if (typeof uri !== 'string' || !URL.canParse(uri)) return false
  const { hostname } = new URL(uri)
  if (!redirectHosts) return true
  return redirectHosts.includes(hostname) || (redirectHosts.includes('loopback') && LOOPBACK.test(hostname))
}
