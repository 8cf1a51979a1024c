import type { Arrival } from './arrival.ts'
import type { RawParams } from './decode.ts'

/** One request as the emulator saw it. Never the key, the signature or the one-time password. */
export interface LogEntry {
  /** Simulated unix milliseconds. */
  readonly at: number
  readonly path: string
  readonly nonce?: string
  readonly params: RawParams
  /** Kraken's error string. */
  readonly error?: string
  /** Where a handler of ours broke: a fault of the emulator itself. */
  readonly broke?: string
  /** Whether a handler ran: a refused signature, a refused nonce and a fault before the call leave this false. */
  readonly processed: boolean
}

const MOST = 10_000

export interface Log {
  write(entry: LogEntry): void
  read(): readonly LogEntry[]
  clear(): void
}

export const createLog = (): Log => {
  const entries: LogEntry[] = []
  return {
    write: (entry) => {
      entries.push(entry)
      if (entries.length > MOST) entries.shift()
    },
    read: () => entries,
    clear: () => {
      entries.length = 0
    },
  }
}

/** What the log says of a request, whatever becomes of it. */
export const seen = ({ url, params = {} }: Arrival, at: number) => {
  const { nonce, otp: _otp, ...rest } = params
  return { at, path: url.pathname, ...(nonce === undefined ? {} : { nonce: String(nonce) }), params: rest }
}
