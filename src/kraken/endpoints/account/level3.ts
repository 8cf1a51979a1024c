import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { Pair } from '../../params.ts'
import { Decimal, Numeric } from '../../results.ts'
import { READ } from './fields.ts'

const L3Order = () =>
  z.looseObject({ price: Decimal, qty: Decimal, order_id: z.string(), timestamp: Numeric })

export const Level3 = endpoint({
  ...READ,
  tool: 'query_l3_order_book',
  title: 'Order book by order',
  describe: 'The order book order by order; times in nanoseconds.',
  path: '/0/private/Level3',
  permissions: { all: ['query-open-trades'] },
  params: () =>
    z.strictObject({
      pair: Pair,
      depth: z.literal([0, 10, 25, 100, 250, 1000]).describe('Levels per side, 0 = all').optional(),
    }),
  result: () => z.looseObject({ pair: z.string(), bids: z.array(L3Order()), asks: z.array(L3Order()) }),
  example: { pair: 'BTC/USD', depth: 10 },
  encoding: 'json',
  names: { pair: 'symbol' },
})
