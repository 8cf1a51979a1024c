import type { Endpoint } from '../endpoint.ts'
import { OHLC } from './market/candles.ts'
import { AssetPairs, Assets } from './market/listings.ts'
import { Depth, GroupedBook } from './market/order-book.ts'
import { MaintenanceSchedule, SystemStatus, Time } from './market/status.ts'
import { Spread, Trades } from './market/tape.ts'
import { Ticker } from './market/ticker.ts'
import { PostTrade, PreTrade } from './market/transparency.ts'

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
