import { PERMISSIONS } from '../../kraken/endpoint.ts'
import type { KeyInfo } from '../../kraken/key-info.ts'
import type { KeyInfoSource } from '../key-info.ts'
import type { KeyWatch } from '../key-watch.ts'

// A paper account has no key. Whoever asks what its key may see is told: everything, for ever.
const ALL: KeyInfo = {
  name: '',
  permissions: [...PERMISSIONS],
  nonce: '0',
  nonceWindow: 0,
  iban: '',
  validUntil: 0,
  queryFrom: 0,
  queryTo: 0,
  lastUsed: 0,
  ipAllowlist: [],
}

/** Stands where a live account asks Kraken about its key. */
export const OWN_KEY: KeyInfoSource = { get: async () => ALL, forget() {} }

/** Stands where a live account watches for a second user of its key. */
export const NO_WATCH: KeyWatch = { shared() {}, look() {}, pass() {}, problems: () => [] }
