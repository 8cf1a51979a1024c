import type { Door } from '../../door.ts'

/**
 * Where a request came from, as Cloudflare tells it. Of an IPv6 address only the first half counts: the rest is the
 * guest's own to change.
 */
export const addressOf = (door: Door): string => {
  const address = door.req.header('cf-connecting-ip')?.trim().toLowerCase() ?? 'local'
  return address.includes(':') ? `${firstHalf(address)}::/64` : address.slice(0, 64)
}

const firstHalf = (address: string): string => {
  const [before = '', after] = address.split('::')
  const head = before.split(':').filter((part) => part !== '')
  const tail = after === undefined ? [] : after.split(':').filter((part) => part !== '')
  const zeros =
    after === undefined ? [] : Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}
