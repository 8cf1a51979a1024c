import type { TradingState } from '../../domain/risk/facts.ts'
import { type Approved, denied } from '../rails.ts'

/** Asked in the turn in which a call leaves: throws risk_denied where trading has been held back while it waited. */
export const mustStillTrade = (state: TradingState, { increases }: Pick<Approved, 'increases'>): void => {
  if (state === 'ACTIVE' || (state === 'REDUCING' && !increases)) return
  throw denied([
    {
      code: 'trading_state',
      message: `Trading became ${state} while the call waited; it was not sent.`,
      facts: { trading_state: state },
    },
  ])
}
