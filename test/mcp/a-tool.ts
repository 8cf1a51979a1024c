import * as z from 'zod'
import { endpoint } from '../../src/kraken/endpoint.ts'
import { mirror } from '../../src/tools/mirror.ts'

const params = z.strictObject({
  pair: z.string(),
  volume: z
    .string()
    .refine((text) => /^\d+(\.\d+)?$/.test(text), 'must be a decimal such as "0.5"')
    .optional(),
  count: z.int().min(1).max(500).optional(),
  validate: z.boolean().optional(),
  type: z.enum(['buy', 'sell']).optional(),
  interval: z.literal([1, 5, 15]).optional(),
  oflags: z.array(z.enum(['post', 'fciq'])).optional(),
  close: z.strictObject({ ordertype: z.string(), price: z.string().optional() }).optional(),
  orders: z.array(z.strictObject({ price: z.string() })).optional(),
  txid: z.union([z.string(), z.int()]).optional(),
  ofs: z.int().optional(),
})

/** A tool of the usual make, with one parameter of each kind. */
export const aTool = (pages?: 'ofs' | 'since' | 'cursor') =>
  mirror(
    endpoint({
      tool: 'get_things',
      title: 'Things',
      describe: 'Things of the test.',
      path: '/0/private/Things',
      effect: 'read',
      permissions: { all: [] },
      cost: { counter: 1 },
      params: () => params,
      result: () => z.unknown(),
      example: { pair: 'BTC/USD' },
      ...(pages && { pages }),
    }),
    'account',
  )
