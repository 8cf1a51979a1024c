import * as z from 'zod'
import { houseTool } from '../house-tool.ts'

export const getMandate = houseTool({
  name: 'get_mandate',
  title: 'Mandate',
  description: 'What this token’s owner lets it do, defaults filled in, and what is left of each allowance.',
  toolset: 'risk',
  scope: 'read',
  input: () => z.strictObject({}),
  output: () =>
    z.looseObject({
      mandate: z.looseObject({}),
      left: z.array(z.looseObject({ allowance: z.string(), limit: z.string() })),
      also: z.array(z.looseObject({ whose: z.string(), name: z.string() })),
    }),
  example: {},
  effect: 'read',
})
