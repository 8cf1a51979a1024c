import { FEE_TABLE } from '../../src/domain/fees.ts'

const QUOTES = ['ZUSD', 'ZEUR', 'XXBT', 'USDT', 'XETH', 'ZGBP', 'USDC', 'ZAUD'] as const
const LEVELS = [2, 3, 4, 5, 6, 7, 8, 9, 10]

/** The answers of AssetPairs and of Ticker for so many pairs, as Kraken writes them. */
export const aBigMarket = (pairs: number): { pairs: string; ticker: string } => {
  const names = Array.from({ length: pairs }, (_, at) => {
    const quote = QUOTES[at % QUOTES.length] ?? 'ZUSD'
    return { base: `C${at}`, quote, key: `C${at}${quote}`, price: 1 + ((at * 7919) % 50_000) }
  })
  return { pairs: envelope(names.map(listing)), ticker: envelope(names.map(quotation)) }
}

interface Name {
  readonly base: string
  readonly quote: string
  readonly key: string
  readonly price: number
}

const envelope = (entries: readonly (readonly [string, object])[]) =>
  JSON.stringify({ error: [], result: Object.fromEntries(entries) })

const plain = (quote: string) => quote.replace(/^[ZX](?=\w{3}$)/, '')

const listing = ({ base, quote, key }: Name) =>
  [
    key,
    {
      altname: `${base}${plain(quote)}`,
      wsname: `${base}/${plain(quote)}`,
      aclass_base: 'currency',
      base,
      aclass_quote: 'currency',
      quote,
      lot: 'unit',
      cost_decimals: 5,
      pair_decimals: 5,
      lot_decimals: 8,
      lot_multiplier: 1,
      leverage_buy: LEVELS,
      leverage_sell: LEVELS,
      fees: [],
      fees_maker: [],
      fee_volume_currency: 'ZUSD',
      margin_call: 80,
      margin_stop: 40,
      ordermin: '0.5',
      costmin: '0.5',
      tick_size: '0.00001',
      status: 'online',
      long_position_limit: 80,
      short_position_limit: 64,
      execution_venue: 'international',
    },
  ] as const

const quotation = ({ key, price }: Name) => {
  const text = (factor: number) => (price * factor).toFixed(5)
  return [
    key,
    {
      a: [text(1.001), '12', '12.000'],
      b: [text(0.999), '7', '7.000'],
      c: [text(1), '0.00012345'],
      v: [(price / 3).toFixed(8), price.toFixed(8)],
      p: [text(1.01), text(0.98)],
      t: [Math.round(price / 2), Math.round(price)],
      l: [text(0.97), text(0.95)],
      h: [text(1.05), text(1.06)],
      o: text(0.96),
    },
  ] as const
}

/** What TradeVolume answers for the pairs that were named: each one's schedule, its first tier in force. */
export const schedulesOf = (pairs: readonly unknown[]): object => ({
  currency: 'ZUSD',
  volume: '0.0000',
  schedules: pairs.map((pair) => ({
    pair,
    class: 'currency',
    tiers: FEE_TABLE.tiers.map(({ minVolume, maker, taker }) => ({
      maker_fee: maker,
      taker_fee: taker,
      min_spot_volume: minVolume,
      active: minVolume === '0',
    })),
  })),
})
