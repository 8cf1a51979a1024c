import { TRADING_HANDLERS } from '../../kraken/trading/handlers.ts'
import type { Handler } from '../call.ts'
import { tradingCallOf } from './trading-call.ts'

/** The trading and account handlers, by tool name: Kraken's face over the emulated account. */
export const HANDLERS_OF_TRADING: Readonly<Record<string, Handler>> = Object.fromEntries(
  Object.entries(TRADING_HANDLERS).map(([tool, handle]) => [tool, (call) => handle(tradingCallOf(call))]),
)
