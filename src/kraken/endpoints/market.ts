import * as z from 'zod'
import { type Endpoint, endpoint } from '../endpoint.ts'
import {
  Asset,
  AssetClass,
  AssetVersion,
  list,
  Pair,
  Seconds,
  Timestamp,
  Tokenized,
  TradeCursor,
} from '../params.ts'
import { Decimal, mapOf, Numeric, Series } from '../results.ts'

const PUBLIC = { effect: 'read', permissions: { all: [] }, cost: { counter: 0 } } as const

const SECOND = 1_000
const MINUTE = 60 * SECOND

export const Time = endpoint({
  ...PUBLIC,
  tool: 'get_server_time',
  title: 'Server time',
  describe: 'Kraken’s clock.',
  path: '/0/public/Time',
  params: () => z.strictObject({}),
  result: () => z.looseObject({ unixtime: z.number(), rfc1123: z.string() }),
  example: {},
})

export const SystemStatus = endpoint({
  ...PUBLIC,
  tool: 'get_system_status',
  title: 'System status',
  describe: 'Whether Kraken trades: online, maintenance, cancel_only or post_only.',
  path: '/0/public/SystemStatus',
  params: () => z.strictObject({}),
  result: () =>
    z.looseObject({
      status: z.string(),
      timestamp: z.string(),
      upcoming_maintenance: z.array(z.unknown()).optional(),
      emergency: z.array(z.unknown()).optional(),
    }),
  example: {},
  cacheMs: 5 * SECOND,
})

export const MaintenanceSchedule = endpoint({
  ...PUBLIC,
  tool: 'get_maintenance_schedule',
  title: 'Maintenance schedule',
  describe: 'Maintenance announced for the next seven days.',
  path: '/0/public/MaintenanceSchedule',
  params: () => z.strictObject({}),
  result: () => z.looseObject({ events: z.array(z.looseObject({ title: z.string().optional() })) }),
  example: {},
  cacheMs: 5 * SECOND,
})

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

export const Depth = endpoint({
  ...PUBLIC,
  tool: 'get_order_book',
  title: 'Order book',
  describe: 'Asks and bids as [price, volume, time].',
  path: '/0/public/Depth',
  params: () =>
    z.strictObject({
      pair: Pair,
      count: z.int().min(1).max(500).describe('Levels per side, default 100').optional(),
      asset_class: Tokenized.optional(),
      assetVersion: AssetVersion.optional(),
    }),
  result: () => mapOf(z.looseObject({ asks: z.array(z.array(Numeric)), bids: z.array(z.array(Numeric)) })),
  example: { pair: 'BTC/USD', count: 10 },
  names: { pair: 'pair' },
  unlisted: ['assetVersion'],
  cacheMs: SECOND,
})

const GroupedLevel = () => z.looseObject({ price: Decimal, qty: Decimal })

export const GroupedBook = endpoint({
  ...PUBLIC,
  tool: 'get_grouped_order_book',
  title: 'Grouped order book',
  describe: 'The order book in steps of several ticks; asks rounded up, bids down.',
  path: '/0/public/GroupedBook',
  params: () =>
    z.strictObject({
      pair: Pair,
      depth: z.literal([10, 25, 100, 250, 1000]).describe('Levels per side').optional(),
      grouping: z.literal([1, 5, 10, 25, 50, 100, 250, 500, 1000]).describe('Ticks per level').optional(),
    }),
  result: () =>
    z.looseObject({
      pair: z.string(),
      grouping: z.number(),
      bids: z.array(GroupedLevel()),
      asks: z.array(GroupedLevel()),
    }),
  example: { pair: 'BTC/USD', grouping: 100 },
  names: { pair: 'symbol' },
  cacheMs: SECOND,
})

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

export const MARKET: readonly Endpoint[] = [
  Time,
  SystemStatus,
  MaintenanceSchedule,
  Assets,
  AssetPairs,
  Ticker,
  OHLC,
  Depth,
  GroupedBook,
  Trades,
  Spread,
  PreTrade,
  PostTrade,
]
