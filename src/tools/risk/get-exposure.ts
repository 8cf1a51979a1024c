import * as z from 'zod'
import { houseTool } from '../house-tool.ts'

export const getExposure = houseTool({
  name: 'get_exposure',
  title: 'Exposure',
  description:
    'What the account has at stake asset by asset, open orders counted as filled; its positions, margin level, and what would be lost until the stops trigger.',
  toolset: 'risk',
  scope: 'read',
  input: () => z.strictObject({}),
  output: () =>
    z.looseObject({
      currency: z.string(),
      total: z.string(),
      open_risk: z.string(),
      assets: z.array(z.looseObject({ asset: z.string(), exposure: z.string() })),
    }),
  example: {},
  effect: 'read',
})
