import { finding, type Rule } from './case.ts'

/** P01: while the account only reduces, nothing else passes. A halted one is refused before any order is looked at; cancels do not come here. */
export const tradingState: Rule = (one) => {
  if (one.facts.tradingState === 'ACTIVE' || one.isReductionForAll) return []
  return [
    finding(
      one,
      'trading_state',
      'Trading is REDUCING: only orders that reduce what is at stake, and cancels, pass until the owner resumes it.',
      { state: 'REDUCING' },
      { hint: 'get_risk_state tells which limit was crossed.' },
    ),
  ]
}
