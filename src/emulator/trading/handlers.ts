import type { Handler } from '../call.ts'

/** The trading and account handlers, by tool name. */
export const TRADING_HANDLERS: Readonly<Record<string, Handler>> = {}
