import * as z from 'zod'
import { houseTool } from '../house-tool.ts'

export const listAudit = houseTool({
  name: 'list_audit',
  title: 'Audit',
  description:
    'The audit of this token, newest first: every acting call, verdict and switch, each line chained to the one before by its hash.',
  toolset: 'risk',
  scope: 'read',
  input: () =>
    z.strictObject({
      before: z.int().min(1).describe('As the page before says').optional(),
      limit: z.int().min(1).max(100).optional(),
    }),
  output: () =>
    z.looseObject({ rows: z.array(z.looseObject({ id: z.int(), at: z.string(), event: z.string() })) }),
  example: { limit: 10 },
  effect: 'read',
})
