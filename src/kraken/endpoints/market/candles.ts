import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { AssetVersion, Pair, Seconds, Tokenized } from '../../params.ts'
import { Series } from '../../results.ts'
import { PUBLIC, SECOND } from './fields.ts'

export const OHLC = endpoint({
  ...PUBLIC,
  tool: 'get_ohlc',
  title: 'Candles',
  describe: 'Up to 720 candles [time, open, high, low, close, vwap, volume, count]; the last one still runs.',
  path: '/0/public/OHLC',
  params: () =>
    z.strictObject({
      pair: Pair,
      interval: z
        .literal([1, 5, 15, 30, 60, 240, 1440, 10080, 21600])
        .describe('Minutes, default 1')
        .optional(),
      since: Seconds.describe('Unix seconds').optional(),
      asset_class: Tokenized.optional(),
      assetVersion: AssetVersion.optional(),
    }),
  result: () => Series(),
  example: { pair: 'BTC/USD', interval: 60 },
  names: { pair: 'pair' },
  unlisted: ['assetVersion'],
  cacheMs: 5 * SECOND,
})
