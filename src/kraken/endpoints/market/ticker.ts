import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { AssetVersion, list, Pair } from '../../params.ts'
import { Decimal, mapOf } from '../../results.ts'
import { PUBLIC, SECOND } from './fields.ts'

export const Ticker = endpoint({
  ...PUBLIC,
  tool: 'get_ticker',
  title: 'Ticker',
  describe: 'Best ask and bid, last trade, volume, VWAP, low and high ([today, last 24 h]), open.',
  path: '/0/public/Ticker',
  params: () =>
    z.strictObject({
      pair: list(Pair).describe('All pairs if left out').optional(),
      asset_class: z.enum(['tokenized_asset', 'forex']).optional(),
      assetVersion: AssetVersion.optional(),
    }),
  result: () =>
    mapOf(
      z.looseObject({
        a: z.array(Decimal),
        b: z.array(Decimal),
        c: z.array(Decimal),
        v: z.array(Decimal),
        p: z.array(Decimal),
        t: z.array(z.number()),
        l: z.array(Decimal),
        h: z.array(Decimal),
        o: Decimal,
      }),
    ),
  example: { pair: ['BTC/USD'] },
  names: { pair: 'pairs' },
  unlisted: ['assetVersion'],
  cacheMs: SECOND,
})
