import type { RawParams } from './decode.ts'

/** One request as the emulator saw it. Never the key, the signature or the one-time password. */
export interface LogEntry {
  /** Simulated unix milliseconds. */
  readonly at: number
  readonly path: string
  readonly nonce?: string
  readonly params: RawParams
  /** Kraken's error, or what a handler broke on. */
  readonly error?: string
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

/** Arguments fit for the log. */
export const loggable = (params: RawParams): RawParams =>
  Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'otp' && name !== 'nonce'))
