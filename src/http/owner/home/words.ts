import type { Overview } from '../../../exchange/overview.ts'

const MONEY: Readonly<Record<Overview['exchange'], string>> = {
  emulator: 'Simulated exchange, no real money',
  loopback: 'A Kraken on this machine, no real money',
  kraken: 'The real Kraken account',
}

/** Whose money moves on an account. */
export const moneyOf = ({ account, exchange }: Pick<Overview, 'account' | 'exchange'>): string =>
  account === 'live' ? MONEY[exchange] : 'Paper: simulated money'

/** What is typed to let orders through again. */
export const RELEASE_WORD = 'RELEASE'

/** A moment, to the second, in UTC: "2026-11-20 14:03:09 UTC". */
export const timeOf = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** How long ago, in words. */
export const ago = (ms: number): string => `${lasting(ms)} ago`

/** A span in words: "40 s", "3 min", "5 h", "2 days". */
export const lasting = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
}
