/** An asset as Assets describes it. */
export interface Asset {
  readonly key: string
  readonly altname: string
  /** The display name: BTC, DOGE. */
  readonly symbol: string
  readonly decimals: number
  readonly displayDecimals: number
  readonly status: 'enabled' | 'deposit_only' | 'withdrawal_only' | 'funding_temporarily_disabled'
  readonly collateral?: number
  readonly marginRate?: string
}

const asset = (
  key: string,
  altname: string,
  decimals: number,
  displayDecimals: number,
  more: Partial<Asset> = {},
): Asset => ({ key, altname, symbol: altname, decimals, displayDecimals, status: 'enabled', ...more })

// Sourced decimals: XXBT, XXDG, XETH, ZUSD, SOL. The others, collateral values and margin rates are invented.
export const ASSETS: readonly Asset[] = [
  asset('ZUSD', 'USD', 4, 2, { collateral: 1, marginRate: '0.025' }),
  asset('ZEUR', 'EUR', 4, 2, { collateral: 1, marginRate: '0.02' }),
  asset('ZGBP', 'GBP', 4, 2, { collateral: 1, marginRate: '0.02' }),
  asset('XXBT', 'XBT', 10, 5, { symbol: 'BTC', collateral: 1, marginRate: '0.01' }),
  asset('XETH', 'ETH', 10, 5, { collateral: 1, marginRate: '0.02' }),
  asset('USDT', 'USDT', 8, 4, { collateral: 0.95, marginRate: '0.02' }),
  asset('USDC', 'USDC', 8, 4, { collateral: 0.99, marginRate: '0.02' }),
  asset('XXDG', 'XDG', 8, 2, { symbol: 'DOGE', collateral: 0.9, marginRate: '0.02' }),
  asset('XXRP', 'XRP', 8, 5, { collateral: 0.9, marginRate: '0.02' }),
  asset('XLTC', 'LTC', 10, 5, { collateral: 0.9, marginRate: '0.02' }),
  asset('SOL', 'SOL', 10, 5, { collateral: 0.9, marginRate: '0.02' }),
  asset('LINK', 'LINK', 10, 5, { collateral: 0.8 }),
  asset('ADA', 'ADA', 8, 6, { collateral: 0.9 }),
  asset('AVAX', 'AVAX', 10, 5, { collateral: 0.8 }),
  asset('DOT', 'DOT', 10, 5, { collateral: 0.9 }),
  asset('BCH', 'BCH', 10, 5, { collateral: 0.8 }),
  asset('UNI', 'UNI', 10, 5),
  asset('AAVE', 'AAVE', 10, 5),
  asset('ALGO', 'ALGO', 8, 5),
  asset('SUI', 'SUI', 10, 5),
  asset('ACA', 'ACA', 10, 5, { status: 'withdrawal_only' }),
  asset('KFEE', 'FEE', 2, 2),
  asset('DOT.S', 'DOT.S', 10, 5),
  asset('DOT28.S', 'DOT28.S', 10, 5),
  asset('ETH2.S', 'ETH2.S', 10, 5),
  asset('SOL.S', 'SOL.S', 10, 5),
  asset('ALGO.M', 'ALGO.M', 8, 5),
  asset('USD.HOLD', 'USD.HOLD', 4, 2),
]

const BY_NAME = new Map(
  ASSETS.flatMap((one) => [one.symbol, one.altname, one.key].map((name) => [name, one])),
)

/** Finds an asset by key, altname or display name. */
export const findAsset = (name: string): Asset | undefined =>
  BY_NAME.get(name.toUpperCase()) ?? BY_NAME.get(name)
