import * as z from 'zod'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { Asset, AssetClass, ClientOrderId, Flag, Id, list, PageSize, Pair, Userref } from '../params.ts'
import { Decimal, LedgerInfo, mapOf, Numeric, OrderInfo, TradeInfo } from '../results.ts'
import { PAGE, PAGING, paging, RANGE, READ, WALLET, WALLET_READ } from './account/fields.ts'
import { Level3 } from './account/level3.ts'
import { TradeVolume } from './account/trade-volume.ts'
import { CreditLines, ListWalletAccounts } from './account/wallets.ts'

export const Balance = endpoint({
  ...WALLET_READ,
  tool: 'get_account_balance',
  title: 'Account balances',
  describe: 'Every asset held, net of pending withdrawals.',
  path: '/0/private/Balance',
  permissions: { all: ['query-funds'] },
  params: () => z.strictObject(WALLET),
  result: () => mapOf(Decimal),
  example: {},
})

export const BalanceEx = endpoint({
  ...WALLET_READ,
  tool: 'get_extended_balance',
  title: 'Extended balances',
  describe: 'Balances with what open orders hold. Available = balance + credit - credit_used - hold_trade.',
  path: '/0/private/BalanceEx',
  permissions: { all: ['query-funds'] },
  params: () => z.strictObject(WALLET),
  result: () =>
    mapOf(
      z.looseObject({
        balance: Decimal,
        hold_trade: Decimal.optional(),
        credit: Decimal.optional(),
        credit_used: Decimal.optional(),
      }),
    ),
  example: {},
})

export const TradeBalance = endpoint({
  ...WALLET_READ,
  tool: 'get_trade_balance',
  title: 'Trade balance',
  describe:
    'Margin summary: eb equivalent balance, tb trade balance, e equity, m used and mf free margin, n P&L.',
  path: '/0/private/TradeBalance',
  // Kraken's guide says query-funds, its API reference query-open-trades; either may be what the key is checked for.
  permissions: { any: ['query-open-trades', 'query-funds'] },
  params: () =>
    z.strictObject({ asset: Asset.describe('Unit of the amounts, default USD').optional(), ...WALLET }),
  result: () =>
    z.looseObject({
      eb: Decimal,
      tb: Decimal,
      m: Decimal.optional(),
      n: Decimal.optional(),
      e: Decimal.optional(),
      mf: Decimal.optional(),
    }),
  example: {},
  names: { asset: 'asset' },
})

const LEDGER_TYPES = [
  'all',
  'trade',
  'deposit',
  'withdrawal',
  'transfer',
  'margin',
  'adjustment',
  'rollover',
  'credit',
  'settled',
  'staking',
  'dividend',
  'sale',
  'nft_rebate',
] as const

export const Ledgers = endpoint({
  ...WALLET_READ,
  tool: 'get_ledgers',
  title: 'Ledger entries',
  describe: 'Every movement of the balances, newest first, 50 a page.',
  path: '/0/private/Ledgers',
  permissions: { all: ['query-ledger'] },
  cost: { counter: 2 },
  params: () =>
    z
      .strictObject({
        asset: list(Asset).optional(),
        aclass: AssetClass.optional(),
        type: z.enum(LEDGER_TYPES).optional(),
        ...RANGE,
        ...PAGE,
        ...WALLET,
      })
      .refine(paging, PAGING),
  result: () => z.looseObject({ ledger: mapOf(LedgerInfo()), count: z.number().optional() }),
  example: { type: 'trade' },
  names: { asset: 'assets' },
  pages: 'ofs',
})

export const QueryLedgers = endpoint({
  ...WALLET_READ,
  tool: 'query_ledgers',
  title: 'Ledger entries by id',
  describe: 'Up to 20 ledger entries.',
  path: '/0/private/QueryLedgers',
  permissions: { all: ['query-ledger'] },
  cost: { counter: 2 },
  params: () => z.strictObject({ id: list(Id, 20), trades: Flag.optional(), ...WALLET }),
  result: () => mapOf(LedgerInfo()),
  example: { id: ['LSEED1-AAAAA-000001'] },
})

export const GetApiKeyInfo = endpoint({
  ...READ,
  tool: 'get_api_key_info',
  title: 'API key',
  describe: 'What the Kraken key may do and until when. Key and IBAN are masked.',
  path: '/0/private/GetApiKeyInfo',
  permissions: { all: [] },
  params: () => z.strictObject({}),
  result: () => z.looseObject({ permissions: z.array(z.string()) }),
  example: {},
})

const ORDER_FILTER = {
  trades: Flag.describe('Trade ids too').optional(),
  userref: Userref.optional(),
  cl_ord_id: ClientOrderId.optional(),
}

export const OpenOrders = endpoint({
  ...WALLET_READ,
  tool: 'get_open_orders',
  title: 'Open orders',
  describe: 'Orders that rest or wait, by id.',
  path: '/0/private/OpenOrders',
  permissions: { all: ['query-open-trades'] },
  params: () =>
    z
      .strictObject({
        ...ORDER_FILTER,
        consolidate_taker: Flag.optional(),
        limit: PageSize.max(100).optional(),
        ...PAGE,
        ...WALLET,
      })
      .refine(paging, PAGING),
  result: () => z.looseObject({ open: mapOf(OrderInfo()) }),
  example: {},
})

export const ClosedOrders = endpoint({
  ...WALLET_READ,
  tool: 'get_closed_orders',
  title: 'Closed orders',
  describe: 'Filled, cancelled and expired orders, newest first, 50 a page.',
  path: '/0/private/ClosedOrders',
  permissions: { all: ['query-closed-trades'] },
  params: () =>
    z
      .strictObject({
        ...ORDER_FILTER,
        ...RANGE,
        closetime: z.enum(['open', 'close', 'both']).describe('Which time to search').optional(),
        consolidate_taker: Flag.optional(),
        ...PAGE,
        ...WALLET,
      })
      .refine(paging, PAGING),
  result: () => z.looseObject({ closed: mapOf(OrderInfo()), count: z.number().optional() }),
  example: {},
  pages: 'ofs',
})

export const QueryOrders = endpoint({
  ...WALLET_READ,
  tool: 'query_orders',
  title: 'Orders by id',
  describe: 'Up to 50 orders, open or closed.',
  path: '/0/private/QueryOrders',
  // Either suffices, but only for the orders of its own kind.
  permissions: { any: ['query-open-trades', 'query-closed-trades'] },
  params: () =>
    z.strictObject({
      txid: list(Id, 50),
      ...ORDER_FILTER,
      consolidate_taker: Flag.optional(),
      ...WALLET,
    }),
  result: () => mapOf(OrderInfo()),
  example: { txid: ['OSEED1-AAAAA-000001'] },
})

export const OrderAmends = endpoint({
  ...WALLET_READ,
  tool: 'get_order_amends',
  title: 'Amends of an order',
  describe: 'How an order was amended, oldest first; the first entry is the original.',
  path: '/0/private/OrderAmends',
  permissions: { any: ['query-open-trades', 'query-closed-trades'] },
  params: () => z.strictObject({ order_id: Id, ...WALLET }),
  result: () =>
    z.looseObject({
      amends: z.array(z.looseObject({ amend_id: z.string(), amend_type: z.string(), timestamp: Numeric })),
      count: z.number(),
    }),
  example: { order_id: 'OSEED1-AAAAA-000001' },
})

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

const Position = () =>
  z.looseObject({
    pair: z.string(),
    type: z.string().optional(),
    vol: Decimal.optional(),
    cost: Decimal.optional(),
  })

export const OpenPositions = endpoint({
  ...WALLET_READ,
  tool: 'get_open_positions',
  title: 'Open positions',
  describe: 'Open margin positions.',
  path: '/0/private/OpenPositions',
  permissions: { all: ['query-open-trades'] },
  params: () =>
    z.strictObject({
      txid: list(Id).optional(),
      docalcs: Flag.describe('Value and P&L too').optional(),
      consolidation: z.literal('market').describe('One line per pair').optional(),
      ...WALLET,
    }),
  // Consolidated, the answer is a list.
  result: () => z.union([mapOf(Position()), z.array(Position())]),
  example: { docalcs: true },
})

export const ACCOUNT: readonly Endpoint[] = [
  Balance,
  BalanceEx,
  TradeBalance,
  TradeVolume,
  Ledgers,
  QueryLedgers,
  CreditLines,
  GetApiKeyInfo,
  ListWalletAccounts,
  OpenOrders,
  ClosedOrders,
  QueryOrders,
  OrderAmends,
  TradesHistory,
  QueryTrades,
  OpenPositions,
  Level3,
]
