import type { Reply } from '../kraken/reply.ts'

/** Whether one of Kraken's errors in a reply reads so. */
export const says = (reply: Reply, pattern: RegExp): boolean =>
  reply.kind === 'errors' && reply.errors.some((error) => pattern.test(error))

/** Overtaken on the way by a call with a higher nonce: Kraken has not heard this one. */
export const metAnothersNonce = (reply: Reply): boolean => says(reply, /^EAPI:Invalid nonce/)
