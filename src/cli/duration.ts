import { UsageError } from './failure.ts'

const UNIT_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const
const LONGEST_MS = 3_650 * UNIT_MS.d

/** Reads `90d`, `12h`, `30m`, or plain seconds (`3600`, `3600s`); returns milliseconds. */
export const durationMs = (text: string): number => {
  const [, digits, unit] = /^(\d{1,10})([dhms]?)$/.exec(text) ?? []
  const ms = Number(digits ?? 0) * UNIT_MS[unitOf(unit)]
  if (ms <= 0 || ms > LONGEST_MS)
    throw new UsageError(`"${text}" is no duration. Write 90d, 12h, 30m or 3600 (seconds); at most 3650d.`)
  return ms
}

const unitOf = (text: string | undefined): keyof typeof UNIT_MS =>
  text === 'd' || text === 'h' || text === 'm' ? text : 's'
