import * as z from 'zod'
import { INTENT_STATES } from '../../exchange/intent.ts'
import { houseTool } from '../house-tool.ts'
import { intentView } from './intent-view.ts'

export const listIntents = houseTool({
  name: 'list_intents',
  title: 'Intents',
  description: 'Everything that this token wanted done, newest first, with what became of it.',
  toolset: 'risk',
  scope: 'read',
  input: () =>
    z.strictObject({
      state: z.enum(INTENT_STATES).optional(),
      before: z.string().max(40).describe('The last id of the page before').optional(),
      limit: z.int().min(1).max(100).optional(),
    }),
  output: () => z.looseObject({ intents: z.array(intentView()) }),
  example: { state: 'uncertain' },
  effect: 'read',
})
