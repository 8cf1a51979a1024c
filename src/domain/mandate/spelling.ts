/** Kraken's old names that people do not write; beside these an asset's name is its own. Source: Assets, live list of 2025. */
const OLD: Readonly<Record<string, string>> = {
  XBT: 'BTC',
  XXBT: 'BTC',
  XDG: 'DOGE',
  XXDG: 'DOGE',
  XETC: 'ETC',
  XETH: 'ETH',
  XLTC: 'LTC',
  XMLN: 'MLN',
  XREP: 'REP',
  XXLM: 'XLM',
  XXMR: 'XMR',
  XXRP: 'XRP',
  XZEC: 'ZEC',
  ZARS: 'ARS',
  ZAUD: 'AUD',
  ZCAD: 'CAD',
  ZCOP: 'COP',
  ZEUR: 'EUR',
  ZGBP: 'GBP',
  ZJPY: 'JPY',
  ZMXN: 'MXN',
  ZUSD: 'USD',
}

/** An asset as people write it: "xbt" and "XXBT" are BTC. Undefined for what is no name of an asset. */
export const assetName = (text: string): string | undefined => {
  const upper = text.trim().toUpperCase()
  return /^[A-Z0-9]{1,16}$/.test(upper) ? (OLD[upper] ?? upper) : undefined
}

/** A pair as people write it: "xbt/usd" and "BTC-USD" are BTC/USD. Undefined for what does not show where it parts. */
export const pairName = (text: string): string | undefined => {
  const [base = '', quote = '', ...rest] = text.trim().split(/[/_-]/)
  const names = [assetName(base), assetName(quote)]
  return rest.length === 0 && names[0] !== undefined && names[1] !== undefined ? names.join('/') : undefined
}
