/** A small Kraken: Kraken's paths, envelopes and errors, over a seeded market and one funded account. */
export interface Emulator {
  /** Answers one HTTP request as Kraken would; also `/__emulator/*`. */
  answer(request: Request): Promise<Response>
  /** A key with every permission. */
  readonly credentials: { readonly key: string; readonly secret: string }
  /** The whole state as JSON text, for `emulator.json`. */
  snapshot(): string
}

export interface EmulatorOptions {
  readonly seed: string
  readonly now: () => number
  /** What an earlier `snapshot()` returned. */
  readonly state?: string
}

export const createEmulator = (options: EmulatorOptions): Emulator => ({
  answer: async () => Response.json({ error: ['EGeneral:Unknown method'] }),
  credentials: { key: `emulated-${options.seed}`, secret: btoa(`secret-${options.seed}`) },
  snapshot: () => '{}',
})
