import type { Pair } from '../../kraken/trading/call.ts'

/** A pair, and how the seeded market makes its prices. */
export interface Listing extends Pair {
  /** The price around which the path wanders, in quote units. Invented. */
  readonly anchor: number
  /** The largest volume of one print, in base units. Invented. */
  readonly size: number
  /** Base volumes are whole multiples of 10^-volumeDecimals, so that sums stay exact. */
  readonly volumeDecimals: number
  /** Prints in a minute: at least `quiet`, on average about `quiet + busy / 2`. */
  readonly quiet: number
  readonly busy: number
  readonly marginLimit: number
  /** Countries in which the pair is not offered. Invented. */
  readonly notIn: readonly string[]
}

type Given = Pick<Listing, 'key' | 'altname' | 'wsname' | 'base' | 'quote' | 'orderMin' | 'anchor' | 'size'> &
  Partial<Listing>

const upTo = (most: number): readonly number[] => Array.from({ length: most - 1 }, (_, i) => i + 2)

const symbolOf = (wsname: string) => wsname.replace('XBT', 'BTC').replace('XDG', 'DOGE')

const listing = (given: Given): Listing => {
  const leverage = given.leverageBuy ?? []
  const pairDecimals = given.pairDecimals ?? 2
  return {
    symbol: symbolOf(given.wsname),
    pairDecimals,
    lotDecimals: 8,
    costDecimals: 5,
    tickSize: (10 ** -pairDecimals).toFixed(pairDecimals),
    costMin: '0.5',
    leverageBuy: leverage,
    leverageSell: leverage,
    status: 'online',
    volumeDecimals: 3,
    quiet: 1,
    busy: 4,
    marginLimit: 0,
    notIn: [],
    ...given,
  }
}

const usd = (asset: string, orderMin: string, anchor: number, size: number, more: Partial<Listing> = {}) =>
  listing({
    key: `${asset}USD`,
    altname: `${asset}USD`,
    wsname: `${asset}/USD`,
    base: asset,
    quote: 'ZUSD',
    orderMin,
    anchor,
    size,
    ...more,
  })

const legacy = (code: string, orderMin: string, anchor: number, size: number, more: Partial<Listing> = {}) =>
  usd(code, orderMin, anchor, size, { key: `X${code}ZUSD`, base: `X${code}`, ...more })

// Sourced (recordings of July to September 2026): every minimum below; decimals, ticks and leverage of the first seven.
// Invented: decimals and leverage of the others, every anchor, size and activity.
export const LISTINGS: readonly Listing[] = [
  legacy('XBT', '0.00005', 94_000, 0.8, {
    pairDecimals: 1,
    volumeDecimals: 5,
    busy: 4,
    leverageBuy: upTo(10),
    marginLimit: 250,
  }),
  legacy('ETH', '0.002', 3_300, 9, { volumeDecimals: 4, busy: 4, leverageBuy: upTo(10), marginLimit: 2_000 }),
  usd('XDG', '50', 0.18, 40_000, { base: 'XXDG', pairDecimals: 7, costDecimals: 9, volumeDecimals: 0 }),
  listing({
    key: 'XETHXXBT',
    altname: 'ETHXBT',
    wsname: 'ETH/XBT',
    base: 'XETH',
    quote: 'XXBT',
    orderMin: '0.001',
    costMin: '0.00002',
    anchor: 0.0351,
    size: 3,
    pairDecimals: 6,
    costDecimals: 10,
    volumeDecimals: 5,
    leverageBuy: upTo(5),
    marginLimit: 600,
  }),
  usd('SOL', '0.06', 185, 60, { leverageBuy: upTo(5), marginLimit: 8_000 }),
  listing({
    key: 'ACAEUR',
    altname: 'ACAEUR',
    wsname: 'ACA/EUR',
    base: 'ACA',
    quote: 'ZEUR',
    orderMin: '12000',
    costMin: '0.45',
    anchor: 0.031,
    size: 2_000,
    pairDecimals: 5,
    volumeDecimals: 0,
    status: 'cancel_only',
    quiet: 0,
    busy: 1.6,
  }),
  listing({
    key: 'XBTUSDT',
    altname: 'XBTUSDT',
    wsname: 'XBT/USDT',
    base: 'XXBT',
    quote: 'USDT',
    orderMin: '0.00005',
    anchor: 94_030,
    size: 0.2,
    pairDecimals: 1,
    volumeDecimals: 5,
    quiet: 0,
    leverageBuy: upTo(10),
    marginLimit: 80,
    notIn: ['DE', 'FR', 'ES', 'IT', 'NL'],
  }),
  legacy('XRP', '1.65', 2.1, 4_000, {
    pairDecimals: 5,
    volumeDecimals: 2,
    leverageBuy: upTo(5),
    marginLimit: 900_000,
  }),
  legacy('LTC', '0.1', 98, 25, { leverageBuy: upTo(3), marginLimit: 6_000 }),
  usd('LINK', '0.55', 16.5, 150, {
    pairDecimals: 5,
    volumeDecimals: 2,
    leverageBuy: upTo(3),
    marginLimit: 30_000,
  }),
  usd('ADA', '20', 0.62, 9_000, {
    pairDecimals: 6,
    volumeDecimals: 1,
    leverageBuy: upTo(3),
    marginLimit: 800_000,
  }),
  usd('AVAX', '0.5', 24, 90),
  usd('DOT', '3.9', 5.2, 500, { pairDecimals: 4 }),
  usd('BCH', '0.01', 480, 6),
  usd('UNI', '1.5', 8.4, 200, { pairDecimals: 3, quiet: 0 }),
  usd('AAVE', '0.05', 210, 8, { quiet: 0 }),
  usd('ALGO', '41', 0.21, 12_000, { pairDecimals: 5, volumeDecimals: 0, quiet: 0 }),
  usd('SUI', '5', 2.6, 900, { pairDecimals: 4, volumeDecimals: 1 }),
  listing({
    key: 'XXBTZEUR',
    altname: 'XBTEUR',
    wsname: 'XBT/EUR',
    base: 'XXBT',
    quote: 'ZEUR',
    orderMin: '0.00005',
    costMin: '0.45',
    anchor: 86_500,
    size: 0.5,
    pairDecimals: 1,
    volumeDecimals: 5,
    leverageBuy: upTo(5),
    marginLimit: 200,
  }),
  listing({
    key: 'XETHZEUR',
    altname: 'ETHEUR',
    wsname: 'ETH/EUR',
    base: 'XETH',
    quote: 'ZEUR',
    orderMin: '0.002',
    costMin: '0.45',
    anchor: 3_036,
    size: 5,
    volumeDecimals: 5,
    leverageBuy: upTo(5),
    marginLimit: 1_500,
  }),
]
