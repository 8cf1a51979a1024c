import * as z from 'zod'
import { Decimal } from '../../kraken/results.ts'
import { houseTool } from '../house-tool.ts'

export const explainFill = houseTool({
  name: 'explain_fill',
  title: 'Explain a fill',
  description:
    'Why a trade of this paper account happened: the level of the book, the public trade and the queue behind it.',
  toolset: 'paper',
  scope: 'read',
  input: () => z.strictObject({ id: z.string().max(40).describe('Of get_trade_history') }),
  output: () =>
    z.looseObject({
      trade: z.string(),
      order: z.string(),
      role: z.string(),
      price: Decimal,
      volume: Decimal,
      why: z.string(),
      evidence: z.looseObject({ kind: z.string() }),
    }),
  example: { id: 'T0AAAA-AAAAA-AAAAAA' },
  effect: 'read',
})
