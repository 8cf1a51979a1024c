import { type MatchEvent, step } from '../../../../src/domain/matching/engine.ts'
import { openState } from '../../../../src/domain/matching/open.ts'

const NOW = Date.UTC(2026, 8, 1, 12)

/** The account that the tape is played to. */
export const OPENING = {
  now: NOW,
  state: openState({ seed: 'tape', mark: '0', balances: { ZUSD: '500000', XXBT: '5' }, now: NOW }).state,
}

/** Plays events to the account and returns its fills, one JSON text to a line. */
export const fillsOf = (events: readonly MatchEvent[]): string => {
  let { state } = OPENING
  let lines = ''
  for (const event of events) {
    const after = step(state, event)
    for (const effect of after.effects)
      if (effect.kind === 'trade') lines += `${JSON.stringify(effect.trade)}\n`
    state = after.state
  }
  return lines
}
