import { createMiddleware } from 'hono/factory'
import { parseSettings } from '../desk/settings.ts'
import { BreakwaterError } from '../domain/errors.ts'
import type { SettingProblem } from '../exchange/settings.ts'
import type { House } from './door.ts'
import { refuse } from './refusal.ts'

/**
 * Lets nothing pass while a setting is wrong that the road itself needs: key, address, exchange, and whether a token is
 * asked for. With any other the doors open, the account refuses new orders, and `/ready` names it.
 */
export const gate = createMiddleware<House>(async (door, next) => {
  const result = parseSettings(door.env)
  if (!result.ok) return refuse(door, 503, misconfigured(result.problems))
  if (result.settings.authDisabled && !result.settings.runsLocally) {
    return refuse(door, 503, misconfigured([UNLOCKED]))
  }
  door.set('settings', result.settings)
  return next()
})

const UNLOCKED: SettingProblem = {
  setting: 'AUTH_DISABLED',
  problem: 'works only where the launcher runs the server on this machine; remove it',
}

const misconfigured = (problems: readonly SettingProblem[]) =>
  new BreakwaterError(
    'unavailable',
    'misconfigured',
    `A setting is wrong: ${problems.map(({ setting, problem }) => `${setting} ${problem}`).join('; ')}`,
    {
      hint: 'The owner corrects it, then deploys again (a local server: starts it again)',
      details: { settings: problems.map(({ setting }) => setting) },
    },
  )
