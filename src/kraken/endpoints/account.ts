import * as z from 'zod'
import { type Endpoint, endpoint } from '../endpoint.ts'
import {
  AccountId,
  Asset,
  AssetClass,
  Bound,
  ClientOrderId,
  Flag,
  Id,
  list,
  Offset,
  PageSize,
  Pair,
  RebaseMultiplier,
  Userref,
  Words,
} from '../params.ts'
import { Decimal, LedgerInfo, mapOf, Numeric, OrderInfo, TradeInfo } from '../results.ts'

const READ = { effect: 'read', cost: { counter: 1 } } as const

// Accepted by nearly every row here and rarely wanted; none of them is listed.
const REBASE = { rebase_multiplier: RebaseMultiplier.optional() }
const WALLET = { ...REBASE, account_id: AccountId.optional() }
const WALLET_ROW = { query: ['account_id'], unlisted: ['rebase_multiplier', 'account_id'] } as const

const PAGE = { with_cursor: Flag.optional(), cursor: Words.optional() }
const RANGE = {
  start: Bound.describe('Unix seconds or id, exclusive').optional(),
  end: Bound.describe('Unix seconds or id, inclusive').optional(),
  ofs: Offset.describe('Skip so many').optional(),
  without_count: Flag.optional(),
}

// Kraken's newer paging: a cursor is read only beside with_cursor, and stands in the place of ofs.
const paging = (params: { ofs?: unknown; cursor?: unknown; with_cursor?: unknown }) =>
  (params.cursor === undefined || params.with_cursor === true) &&
  (params.ofs === undefined || params.with_cursor !== true)
const PAGING = { error: 'cursor needs with_cursor: true, and neither goes together with ofs' }

export const Balance = endpoint({
  ...READ,
  ...WALLET_ROW,
  tool: 'get_account_balance',
  title: 'Account balances',
  describe: 'Every asset held, net of pending withdrawals.',
  path: '/0/private/Balance',
  permissions: { all: ['query-funds'] },
  params: z.strictObject(WALLET),
  result: () => mapOf(Decimal),
  example: {},
})

export const BalanceEx = endpoint({
  ...READ,
  ...WALLET_ROW,
  tool: 'get_extended_balance',
  title: 'Extended balances',
  describe: 'Balances with what open orders hold. Available = balance + credit - credit_used - hold_trade.',
  path: '/0/private/BalanceEx',
  permissions: { all: ['query-funds'] },
  params: z.strictObject(WALLET),
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
  ...READ,
  ...WALLET_ROW,
  tool: 'get_trade_balance',
  title: 'Trade balance',
  describe:
    'Margin summary: eb equivalent balance, tb trade balance, e equity, m used and mf free margin, n P&L.',
  path: '/0/private/TradeBalance',
  // Kraken's guide says query-funds, its API reference query-open-trades; either may be what the key is checked for.
  permissions: { any: ['query-open-trades', 'query-funds'] },
  params: z.strictObject({ asset: Asset.describe('Unit of the amounts, default USD').optional(), ...WALLET }),
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

const FeeTiers = () => mapOf(z.looseObject({ fee: Decimal })).nullish()

export const TradeVolume = endpoint({
  ...READ,
  tool: 'get_trade_volume',
  title: 'Volume and fees',
  describe: 'The 30-day volume and the fees that really apply to the given pairs, in percent.',
  path: '/0/private/TradeVolume',
  permissions: { all: ['query-funds'] },
  // Kraken's old `fee-info` is left out: its current pages do not name it, and fee_schedule says more.
  params: z.strictObject({
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
  ...READ,
  ...WALLET_ROW,
  tool: 'get_ledgers',
  title: 'Ledger entries',
  describe: 'Every movement of the balances, newest first, 50 a page.',
  path: '/0/private/Ledgers',
  permissions: { all: ['query-ledger'] },
  cost: { counter: 2 },
  params: z
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
  ...READ,
  ...WALLET_ROW,
  tool: 'query_ledgers',
  title: 'Ledger entries by id',
  describe: 'Up to 20 ledger entries.',
  path: '/0/private/QueryLedgers',
  permissions: { all: ['query-ledger'] },
  cost: { counter: 2 },
  params: z.strictObject({ id: list(Id, 20), trades: Flag.optional(), ...WALLET }),
  result: () => mapOf(LedgerInfo()),
  example: { id: ['LSEED1-AAAAA-000001'] },
})

export const CreditLines = endpoint({
  ...READ,
  ...WALLET_ROW,
  tool: 'get_credit_lines',
  title: 'Credit lines',
  describe: 'Credit lines of VIP accounts; null for others.',
  path: '/0/private/CreditLines',
  permissions: { all: ['query-funds'] },
  params: z.strictObject(WALLET),
  result: () => z.looseObject({ asset_details: mapOf(z.looseObject({})).nullish() }).nullable(),
  example: {},
})

export const GetApiKeyInfo = endpoint({
  ...READ,
  tool: 'get_api_key_info',
  title: 'API key',
  describe: 'What the Kraken key may do and until when. Key and IBAN are masked.',
  path: '/0/private/GetApiKeyInfo',
  permissions: { all: [] },
  params: z.strictObject({}),
  result: () => z.looseObject({ permissions: z.array(z.string()) }),
  example: {},
})

export const ListWalletAccounts = endpoint({
  ...READ,
  tool: 'list_wallet_accounts',
  title: 'Wallet accounts',
  describe: 'The wallets of the account.',
  path: '/0/private/ListWalletAccounts',
  permissions: { all: [] },
  params: z.strictObject({}),
  result: () => z.looseObject({ accounts: z.array(z.looseObject({ account_id: z.string() })) }),
  example: {},
})

const ORDER_FILTER = {
  trades: Flag.describe('Trade ids too').optional(),
  userref: Userref.optional(),
  cl_ord_id: ClientOrderId.optional(),
}

export const OpenOrders = endpoint({
  ...READ,
  ...WALLET_ROW,
  tool: 'get_open_orders',
  title: 'Open orders',
  describe: 'Orders that rest or wait, by id.',
  path: '/0/private/OpenOrders',
  permissions: { all: ['query-open-trades'] },
  params: z
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
  ...READ,
  ...WALLET_ROW,
  tool: 'get_closed_orders',
  title: 'Closed orders',
  describe: 'Filled, cancelled and expired orders, newest first, 50 a page.',
  path: '/0/private/ClosedOrders',
  permissions: { all: ['query-closed-trades'] },
  params: z
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
  ...READ,
  ...WALLET_ROW,
  tool: 'query_orders',
  title: 'Orders by id',
  describe: 'Up to 50 orders, open or closed.',
  path: '/0/private/QueryOrders',
  // Either suffices, but only for the orders of its own kind.
  permissions: { any: ['query-open-trades', 'query-closed-trades'] },
  params: z.strictObject({
    txid: list(Id, 50),
    ...ORDER_FILTER,
    consolidate_taker: Flag.optional(),
    ...WALLET,
  }),
  result: () => mapOf(OrderInfo()),
  example: { txid: ['OSEED1-AAAAA-000001'] },
})

export const OrderAmends = endpoint({
  ...READ,
  ...WALLET_ROW,
  tool: 'get_order_amends',
  title: 'Amends of an order',
  describe: 'How an order was amended, oldest first; the first entry is the original.',
  path: '/0/private/OrderAmends',
  permissions: { any: ['query-open-trades', 'query-closed-trades'] },
  params: z.strictObject({ order_id: Id, ...WALLET }),
  result: () =>
    z.looseObject({
      amends: z.array(z.looseObject({ amend_id: z.string(), amend_type: z.string(), timestamp: Numeric })),
      count: z.number(),
    }),
  example: { order_id: 'OSEED1-AAAAA-000001' },
})

const TRADE_TYPES = ['all', 'any position', 'closed position', 'closing position', 'no position'] as const

export const TradesHistory = endpoint({
  ...READ,
  ...WALLET_ROW,
  tool: 'get_trade_history',
  title: 'Own trades',
  describe: 'Own fills, newest first, 50 a page.',
  path: '/0/private/TradesHistory',
  permissions: { all: ['query-closed-trades'] },
  cost: { counter: 2 },
  params: z
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
  ...READ,
  ...WALLET_ROW,
  tool: 'query_trades',
  title: 'Trades by id',
  describe: 'Up to 20 own trades.',
  path: '/0/private/QueryTrades',
  permissions: { all: ['query-closed-trades'] },
  params: z.strictObject({
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
  ...READ,
  ...WALLET_ROW,
  tool: 'get_open_positions',
  title: 'Open positions',
  describe: 'Open margin positions.',
  path: '/0/private/OpenPositions',
  permissions: { all: ['query-open-trades'] },
  params: z.strictObject({
    txid: list(Id).optional(),
    docalcs: Flag.describe('Value and P&L too').optional(),
    consolidation: z.literal('market').describe('One line per pair').optional(),
    ...WALLET,
  }),
  // Consolidated, the answer is a list.
  result: () => z.union([mapOf(Position()), z.array(Position())]),
  example: { docalcs: true },
})

const L3Order = () =>
  z.looseObject({ price: Decimal, qty: Decimal, order_id: z.string(), timestamp: Numeric })

export const Level3 = endpoint({
  ...READ,
  tool: 'query_l3_order_book',
  title: 'Order book by order',
  describe: 'The order book order by order; times in nanoseconds.',
  path: '/0/private/Level3',
  permissions: { all: ['query-open-trades'] },
  params: z.strictObject({
    pair: Pair,
    depth: z.literal([0, 10, 25, 100, 250, 1000]).describe('Levels per side, 0 = all').optional(),
  }),
  result: () => z.looseObject({ pair: z.string(), bids: z.array(L3Order()), asks: z.array(L3Order()) }),
  example: { pair: 'BTC/USD', depth: 10 },
  encoding: 'json',
  names: { pair: 'symbol' },
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
