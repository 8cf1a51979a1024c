import { hex } from '../domain/bytes.ts'
import type { States } from './states.ts'

/** The account's own key for what it hands out and wants back unchanged; hexadecimal, and it never leaves this storage. */
export interface SigningKey {
  /** Undefined where nothing was signed yet. */
  kept(): string | undefined
  /** The key, made now where there is none. */
  must(): string
}

const NAME = 'link_key'

/** One key for all purposes: each signs its own name along. */
export const createSigningKey = (states: States, random: (bytes: number) => Uint8Array): SigningKey => {
  const kept = (): string | undefined => {
    const key = states.get(NAME)
    return typeof key === 'string' ? key : undefined
  }
  const made = (): string => {
    const key = hex(random(32))
    states.set(NAME, key)
    return key
  }
  return { kept, must: () => kept() ?? made() }
}
