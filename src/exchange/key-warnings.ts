import type { KeyInfo } from '../kraken/key-info.ts'

/** What an owner should know of a key that works; plain sentences, empty if all is well. `now` in unix milliseconds. */
export const keyWarnings = (key: KeyInfo, now: number): readonly string[] =>
  [
    key.permissions.includes('withdraw-funds') &&
      'The key can withdraw funds. Breakwater needs that only for the funding tools; a key without it is safer.',
    key.nonceWindow !== 0 &&
      `The key has a nonce window of ${key.nonceWindow}: an old request could pass a second time. Set it to 0.`,
    key.ipAllowlist.length > 0 &&
      'The key has an IP allow-list. Workers have no fixed address, so calls may be refused when deployed.',
    (key.queryFrom !== 0 || key.queryTo !== 0) &&
      'The key sees only a window of time (query from/to); orders outside it are hidden from us.',
    key.validUntil !== 0 &&
      key.validUntil * 1000 < now + 7 * 24 * 3_600_000 &&
      'The key expires within 7 days.',
  ].filter((warning) => warning !== false)
