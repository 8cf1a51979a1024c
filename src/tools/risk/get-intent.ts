import * as z from 'zod'
import { houseTool } from '../house-tool.ts'
import { intentView } from './intent-view.ts'

export const getIntent = houseTool({
  name: 'get_intent',
  title: 'One intent',
  description:
    'What became of one order, cancel or movement of funds of this token: placed, refused, or still uncertain.',
  toolset: 'risk',
  scope: 'read',
  input: () => z.strictObject({ id: z.string().max(40).describe('As in list_intents, or in an error') }),
  output: intentView,
  example: { id: 'i_0123456789abcdef0123' },
  effect: 'read',
})
