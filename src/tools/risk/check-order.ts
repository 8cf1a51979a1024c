import * as z from 'zod'
import { ORDER_FIELDS } from '../../kraken/order-fields.ts'
import { checkOrder as checkFields } from '../../kraken/order-rules.ts'
import { Pair } from '../../kraken/params.ts'
import { houseTool } from '../house-tool.ts'

// What says who an order is, or how Kraken treats its own: no rule looks at it.
const { userref: _, cl_ord_id: __, stptype: ___, ...JUDGED } = ORDER_FIELDS

export const checkOrder = houseTool({
  name: 'check_order',
  title: 'Would this order pass?',
  description:
    'Judges an order as add_order would (fields as there), sends and reserves nothing: allow, deny with every reason and the largest volume that would pass, or ask the owner.',
  toolset: 'risk',
  scope: 'read',
  input: () => z.strictObject({ pair: Pair, ...JUDGED }).superRefine(checkFields),
  output: () =>
    z.looseObject({
      verdict: z.enum(['allow', 'deny', 'ask']),
      reasons: z.array(z.looseObject({ code: z.string(), message: z.string() })),
      largest: z.string().optional(),
      order: z.looseObject({}).optional(),
    }),
  example: { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', volume: '0.01', price: '10000' },
  effect: 'read',
})
