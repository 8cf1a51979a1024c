import { randomInt } from 'node:crypto'
import { readIfThere, writeAtomically } from './files.ts'

// Letters and digits that nobody takes for each other, in groups that can be typed on a phone.
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const SHAPE = /^([a-z2-9]{4}-){3}[a-z2-9]{4}$/

/** The demo's passphrase for the owner's pages: the one of the last start, or a new one; mode 0600. */
export const keepPassphrase = (file: string): string => {
  const kept = readIfThere(file)?.trim()
  if (kept !== undefined && SHAPE.test(kept)) return kept
  const made = Array.from({ length: 4 }, group).join('-')
  writeAtomically(file, `${made}\n`)
  return made
}

const group = (): string => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
