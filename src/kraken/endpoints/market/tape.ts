import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { AssetVersion, Pair, Seconds, Tokenized, TradeCursor } from '../../params.ts'
import { Series } from '../../results.ts'
import { PUBLIC, SECOND } from './fields.ts'

export const Trades = endpoint({
  ...PUBLIC,
  tool: 'get_recent_trades',
  title: 'Recent trades',
  describe: 'Public trades [price, volume, time, buy or sell, market or limit, misc, id]; `last` continues.',
  path: '/0/public/Trades',
  params: () =>
    z.strictObject({
      pair: Pair,
      since: TradeCursor.describe('Unix time, or `last`').optional(),
      count: z.int().min(1).max(1000).optional(),
      asset_class: Tokenized.optional(),
      assetVersion: AssetVersion.optional(),
    }),
  result: () => Series(),
  example: { pair: 'BTC/USD', count: 20 },
  names: { pair: 'pair' },
  unlisted: ['assetVersion'],
  pages: 'since',
  cacheMs: SECOND,
})

export const Spread = endpoint({
  ...PUBLIC,
  tool: 'get_recent_spreads',
  title: 'Recent spreads',
  describe: 'About the last 200 best quotes [time, bid, ask].',
  path: '/0/public/Spread',
  params: () =>
    z.strictObject({
      pair: Pair,
      since: Seconds.describe('Unix seconds').optional(),
      asset_class: Tokenized.optional(),
      assetVersion: AssetVersion.optional(),
    }),
  result: () => Series(),
  example: { pair: 'BTC/USD' },
  names: { pair: 'pair' },
  unlisted: ['assetVersion'],
  pages: 'since',
  cacheMs: SECOND,
})
