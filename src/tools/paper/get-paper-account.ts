import * as z from 'zod'
import { houseTool } from '../house-tool.ts'
import { standing } from './standing.ts'

export const getPaperAccount = houseTool({
  name: 'get_paper_account',
  title: 'Paper account',
  description: 'How this paper account stands, in USD: equity, P&L since its start, fees paid, open risk.',
  toolset: 'paper',
  scope: 'read',
  input: () => z.strictObject({}),
  output: standing,
  example: {},
  effect: 'read',
})
