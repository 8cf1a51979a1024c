import * as z from 'zod'
import { houseTool } from '../house-tool.ts'

export const getRiskLimits = houseTool({
  name: 'get_risk_limits',
  title: 'Risk limits',
  description:
    'Every limit this token’s orders stand before, its own, its parents’ and the owner’s, with what of each is used and left.',
  toolset: 'risk',
  scope: 'read',
  input: () => z.strictObject({}),
  output: () =>
    z.looseObject({
      trading_state: z.enum(['ACTIVE', 'REDUCING', 'HALTED']),
      limits: z.array(
        z.looseObject({
          whose: z.enum(['token', 'parent', 'owner']),
          limits: z.array(z.looseObject({ allowance: z.string(), limit: z.string() })),
        }),
      ),
    }),
  example: {},
  effect: 'read',
})
