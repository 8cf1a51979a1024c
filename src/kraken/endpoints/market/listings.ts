import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { Asset, AssetClass, AssetVersion, list, Pair } from '../../params.ts'
import { Decimal, mapOf } from '../../results.ts'
import { PUBLIC, SECOND } from './fields.ts'

const MINUTE = 60 * SECOND

export const Assets = endpoint({
  ...PUBLIC,
  tool: 'get_assets',
  title: 'Assets',
  describe: 'Assets with their decimals and funding status.',
  path: '/0/public/Assets',
  params: () =>
    z.strictObject({
      asset: list(Asset).optional(),
      aclass: AssetClass.optional(),
      assetVersion: AssetVersion.optional(),
    }),
  result: () =>
    mapOf(
      z.looseObject({
        aclass: z.string(),
        altname: z.string(),
        decimals: z.number(),
        display_decimals: z.number(),
        status: z.string().optional(),
      }),
    ),
  example: { asset: ['BTC', 'USD'] },
  names: { asset: 'assets' },
  unlisted: ['assetVersion'],
  cacheMs: 5 * MINUTE,
})

export const AssetPairs = endpoint({
  ...PUBLIC,
  tool: 'get_asset_pairs',
  title: 'Tradable pairs',
  describe: 'Pairs with tick size, decimals, minimums, leverage and status.',
  path: '/0/public/AssetPairs',
  params: () =>
    z.strictObject({
      pair: list(Pair).optional(),
      aclass_base: AssetClass.optional(),
      info: z.enum(['info', 'leverage', 'fees', 'margin']).optional(),
      country_code: z.string().describe('ISO 3166-1 alpha-2').optional(),
      execution_venue: z.enum(['international', 'bitnomial_exchange']).optional(),
      assetVersion: AssetVersion.optional(),
    }),
  // With `info` other than "info" Kraken sends only the asked part of a pair.
  result: () =>
    mapOf(
      z.looseObject({
        altname: z.string().optional(),
        wsname: z.string().optional(),
        base: z.string().optional(),
        quote: z.string().optional(),
        pair_decimals: z.number().optional(),
        lot_decimals: z.number().optional(),
        cost_decimals: z.number().optional(),
        tick_size: Decimal.optional(),
        ordermin: Decimal.optional(),
        costmin: Decimal.optional(),
        status: z.string().optional(),
      }),
    ),
  example: { pair: ['BTC/USD'] },
  names: { pair: 'pairs' },
  unlisted: ['assetVersion'],
  cacheMs: 5 * MINUTE,
})
