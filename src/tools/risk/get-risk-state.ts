import * as z from 'zod'
import { houseTool } from '../house-tool.ts'

export const getRiskState = houseTool({
  name: 'get_risk_state',
  title: 'Risk state',
  description:
    'Whether this token can trade now and why not: trading state, kill switch, dead-man switch, heartbeat, equity, losses and drawdowns of day, week and month, and the reading’s age.',
  toolset: 'risk',
  scope: 'read',
  input: () => z.strictObject({}),
  output: () =>
    z.looseObject({
      trading_state: z.enum(['ACTIVE', 'REDUCING', 'HALTED']),
      can_trade: z.boolean(),
      why_not: z.array(z.string()),
      reading: z.looseObject({ at: z.string(), equity: z.string() }).nullable(),
    }),
  example: {},
  effect: 'read',
})
