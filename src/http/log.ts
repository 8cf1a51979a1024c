import type { Settings } from '../exchange/settings.ts'
import type { CallLine } from '../mcp/session.ts'

type Level = Settings['logLevel']

const RANK: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 }

const LEVELS: Readonly<Record<CallLine['outcome'], Level>> = {
  ok: 'info',
  invalid: 'info',
  forbidden: 'info',
  refused: 'info',
  busy: 'warn',
  unavailable: 'warn',
  uncertain: 'error',
  bug: 'error',
}

/** Writes one line of JSON per call: who, what, how it ended. Never arguments, answers, tokens or URLs. */
export const logCall =
  (settings: Settings) =>
  (line: CallLine): void => {
    const level = LEVELS[line.outcome]
    if (RANK[level] < RANK[settings.logLevel]) return
    // biome-ignore lint/suspicious/noConsole: the one place where the Worker writes its log
    console.log(JSON.stringify({ level, event: 'call', exchange: settings.exchange, ...line }))
  }
