import * as z from 'zod'
import { houseTool } from '../house-tool.ts'
import { Standing } from './standing.ts'

export const resetPaperAccount = houseTool({
  name: 'reset_paper_account',
  title: 'Reset the paper account',
  description:
    'Cancels its orders, forgets its trades and gives it its opening balance again. The audit stays.',
  toolset: 'paper',
  scope: 'trade',
  input: () => z.strictObject({ account: z.string().max(40).describe('Its name, such as paper:demo') }),
  output: () => Standing,
  example: { account: 'paper:demo' },
  effect: 'act',
})
