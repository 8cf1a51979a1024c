import * as z from 'zod'
import { Asset, AssetClass, Bound, Flag, PageSize, RebaseMultiplier, Words } from '../../params.ts'
import { Decimal, Numeric } from '../../results.ts'

export const READ = { effect: 'read', cost: { counter: 1 }, names: { asset: 'asset' } } as const

export const FUNDS = { effect: 'funds', cost: { counter: 1 }, names: { asset: 'asset' } } as const

export const aclass = AssetClass.optional()

export const REBASE = { rebase_multiplier: RebaseMultiplier.optional() }

export const REBASE_ROW = { unlisted: ['rebase_multiplier'] } as const

export const MOVES = {
  asset: Asset.optional(),
  aclass,
  method: Words.optional(),
  start: Bound.describe('Unix seconds').optional(),
  end: Bound.describe('Unix seconds').optional(),
  cursor: z.union([Flag, Words]).describe('true first, then next_cursor').optional(),
  limit: PageSize.optional(),
  ...REBASE,
}

export const Move = () =>
  z.looseObject({
    method: z.string().optional(),
    asset: z.string(),
    refid: z.string(),
    txid: z.string().nullish(),
    amount: Decimal,
    fee: Decimal.nullish(),
    time: Numeric,
    status: z.string(),
  })

// With a cursor Kraken answers an object; its field names are not documented.
export const Moves = () => z.union([z.array(Move()), z.looseObject({ next_cursor: z.string().nullish() })])

export const Reference = () => z.looseObject({ refid: z.string() })
