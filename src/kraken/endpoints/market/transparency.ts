import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { Pair, Timestamp } from '../../params.ts'
import { PUBLIC, SECOND } from './fields.ts'

export const PreTrade = endpoint({
  ...PUBLIC,
  tool: 'get_pre_trade_data',
  title: 'Pre-trade data',
  describe: 'Transparency: the top ten price levels of a pair.',
  path: '/0/public/PreTrade',
  params: () => z.strictObject({ symbol: Pair }),
  result: () =>
    z.looseObject({
      symbol: z.string().optional(),
      bids: z.array(z.looseObject({})),
      asks: z.array(z.looseObject({})),
    }),
  example: { symbol: 'BTC/USD' },
  names: { symbol: 'symbol' },
  cacheMs: SECOND,
})

export const PostTrade = endpoint({
  ...PUBLIC,
  tool: 'get_post_trade_data',
  title: 'Post-trade data',
  describe: 'Transparency: trades with venue and publication time, of all pairs or of one.',
  path: '/0/public/PostTrade',
  params: () =>
    z.strictObject({
      symbol: Pair.optional(),
      from_ts: Timestamp.describe('RFC 3339').optional(),
      to_ts: Timestamp.describe('RFC 3339').optional(),
      count: z.int().min(1).max(1000).optional(),
    }),
  result: () =>
    z.looseObject({
      last_ts: z.string().optional(),
      count: z.number().optional(),
      trades: z.array(z.looseObject({})),
    }),
  example: { symbol: 'BTC/USD', count: 20 },
  names: { symbol: 'symbol' },
  cacheMs: SECOND,
})
