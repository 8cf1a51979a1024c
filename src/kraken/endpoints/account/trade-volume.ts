import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { Flag, list, Pair } from '../../params.ts'
import { Decimal, mapOf } from '../../results.ts'
import { READ, REBASE } from './fields.ts'

export const TradeVolume = endpoint({
  ...READ,
  tool: 'get_trade_volume',
  title: 'Volume and fees',
  describe: 'The 30-day volume and the fees that really apply to the given pairs, in percent.',
  path: '/0/private/TradeVolume',
  permissions: { all: ['query-funds'] },
  // Kraken's old `fee-info` is left out: its current pages do not name it, and fee_schedule says more.
  params: () =>
    z.strictObject({
      pair: list(Pair).optional(),
      fee_schedule: Flag.describe('Every tier of the pairs too').optional(),
      ...REBASE,
    }),
  result: () =>
    z.looseObject({
      currency: z.string(),
      volume: Decimal,
      fees: FeeTiers(),
      fees_maker: FeeTiers(),
      schedules: z.array(z.looseObject({ pair: z.string(), tiers: z.array(z.looseObject({})) })).optional(),
    }),
  example: { pair: ['BTC/USD'] },
  names: { pair: 'pairs' },
  unlisted: ['rebase_multiplier'],
})

const FeeTiers = () => mapOf(z.looseObject({ fee: Decimal })).nullish()
