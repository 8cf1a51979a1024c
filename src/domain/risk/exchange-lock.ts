import { ALLOW, deny, type Verdict } from './verdict.ts'

/** Acting on the real exchange stays locked until tokens carry mandates; stops are not judged at all. */
export const exchangeLock = (_intents: readonly unknown[], { exchange }: { exchange: string }): Verdict =>
  exchange === 'kraken'
    ? deny({
        code: 'trading_locked',
        message: 'Acting on the real Kraken is locked in this version: its limits have not landed yet.',
        hint: 'Use the simulated exchange (npm start), or read-only tools. Cancels work everywhere.',
      })
    : ALLOW
