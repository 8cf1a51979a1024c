/**
 * The asset behind a balance's name, as people write it: "XBT.F", "ETH2.S" and "DOT28.S" are BTC, ETH and DOT. What is
 * tokenised (".T") is an asset of its own. Takes the name without Kraken's X and Z; source: facts on suffixes.
 */
export const withoutSuffix = (name: string): string => {
  const [, stem, suffix] = /^(.+)\.([A-Z]+)$/.exec(name) ?? []
  if (stem === undefined || suffix === 'T') return name
  return suffix === 'S' ? stem.replace(/(?<=^[A-Z]{2,})\d+$/, '') : stem
}

/** Kraken's own names for two coins. */
export const asWritten = (altname: string): string => {
  if (altname === 'XBT') return 'BTC'
  return altname === 'XDG' ? 'DOGE' : altname
}
