import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { AssetClass, Flag, Id, list, PageSize, Pair } from '../../params.ts'
import { mapOf, TradeInfo } from '../../results.ts'
import { PAGE, PAGING, paging, RANGE, WALLET, WALLET_READ } from './fields.ts'

const TRADE_TYPES = ['all', 'any position', 'closed position', 'closing position', 'no position'] as const

export const TradesHistory = endpoint({
  ...WALLET_READ,
  tool: 'get_trade_history',
  title: 'Own trades',
  describe: 'Own fills, newest first, 50 a page.',
  path: '/0/private/TradesHistory',
  permissions: { all: ['query-closed-trades'] },
  cost: { counter: 2 },
  params: () =>
    z
      .strictObject({
        type: z.enum(TRADE_TYPES).optional(),
        trades: Flag.describe('Trades of the position too').optional(),
        ...RANGE,
        consolidate_taker: Flag.optional(),
        ledgers: Flag.describe('Ledger ids too').optional(),
        pair: Pair.optional(),
        aclass: AssetClass.optional(),
        limit: PageSize.optional(),
        ...PAGE,
        ...WALLET,
      })
      .refine(paging, PAGING),
  result: () => z.looseObject({ trades: mapOf(TradeInfo()), count: z.number().optional() }),
  example: {},
  names: { pair: 'pair' },
  pages: 'ofs',
})

export const QueryTrades = endpoint({
  ...WALLET_READ,
  tool: 'query_trades',
  title: 'Trades by id',
  describe: 'Up to 20 own trades.',
  path: '/0/private/QueryTrades',
  permissions: { all: ['query-closed-trades'] },
  params: () =>
    z.strictObject({
      txid: list(Id, 20),
      trades: Flag.optional(),
      ledgers: Flag.describe('Ledger ids too').optional(),
      ...WALLET,
    }),
  result: () => mapOf(TradeInfo()),
  example: { txid: ['TSEED1-AAAAA-000001'] },
})
