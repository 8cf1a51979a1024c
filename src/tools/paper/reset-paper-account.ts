import * as z from 'zod'
import { houseTool } from '../house-tool.ts'
import { standing } from './standing.ts'

export const resetPaperAccount = houseTool({
  name: 'reset_paper_account',
  title: 'Reset the paper account',
  description:
    'Cancels your orders, forgets all trades and gives back the opening balance. Refused while others have orders open.',
  toolset: 'paper',
  scope: 'trade',
  input: () => z.strictObject({ account: z.string().max(40).describe('Its name, such as paper:demo') }),
  output: standing,
  example: { account: 'paper:demo' },
  effect: 'act',
})
