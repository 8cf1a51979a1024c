import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { AssetVersion, Pair, Tokenized } from '../../params.ts'
import { Decimal, mapOf, Numeric } from '../../results.ts'
import { PUBLIC, SECOND } from './fields.ts'

export const Depth = endpoint({
  ...PUBLIC,
  tool: 'get_order_book',
  title: 'Order book',
  describe: 'Asks and bids as [price, volume, time].',
  path: '/0/public/Depth',
  params: () =>
    z.strictObject({
      pair: Pair,
      count: z.int().min(1).max(500).describe('Levels per side, default 100').optional(),
      asset_class: Tokenized.optional(),
      assetVersion: AssetVersion.optional(),
    }),
  result: () => mapOf(z.looseObject({ asks: z.array(z.array(Numeric)), bids: z.array(z.array(Numeric)) })),
  example: { pair: 'BTC/USD', count: 10 },
  names: { pair: 'pair' },
  unlisted: ['assetVersion'],
  cacheMs: SECOND,
})

const GroupedLevel = () => z.looseObject({ price: Decimal, qty: Decimal })

export const GroupedBook = endpoint({
  ...PUBLIC,
  tool: 'get_grouped_order_book',
  title: 'Grouped order book',
  describe: 'The order book in steps of several ticks; asks rounded up, bids down.',
  path: '/0/public/GroupedBook',
  params: () =>
    z.strictObject({
      pair: Pair,
      depth: z.literal([10, 25, 100, 250, 1000]).describe('Levels per side').optional(),
      grouping: z.literal([1, 5, 10, 25, 50, 100, 250, 500, 1000]).describe('Ticks per level').optional(),
    }),
  result: () =>
    z.looseObject({
      pair: z.string(),
      grouping: z.number(),
      bids: z.array(GroupedLevel()),
      asks: z.array(GroupedLevel()),
    }),
  example: { pair: 'BTC/USD', grouping: 100 },
  names: { pair: 'symbol' },
  cacheMs: SECOND,
})
