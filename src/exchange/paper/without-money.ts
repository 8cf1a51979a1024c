import type { AccountDeps } from '../account-deps.ts'

/**
 * A paper account's own view of the settings: no key, whatever they hold, and a simulated exchange, wherever the prices
 * come from. What is allowed because no money is real is allowed here too.
 */
export const withoutMoney = <D extends AccountDeps>(deps: D): D => {
  const { credentials: _, ...settings } = deps.settings
  return { ...deps, settings: { ...settings, exchange: 'emulator' } }
}
