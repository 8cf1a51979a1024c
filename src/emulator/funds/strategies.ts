/** One way to earn. `held` is the asset under which an allocation is held. */
export interface Strategy {
  readonly id: string
  readonly asset: string
  readonly held: string
  readonly lock: 'instant' | 'flex' | 'bonded'
  /** Seconds. */
  readonly payout: number
  readonly bonding?: number
  readonly low: string
  readonly high: string
  readonly least: string
}

const DAY = 86_400

// The ids, the first rate and the first minimum are the documentation's; the rest is invented.
export const STRATEGIES: readonly Strategy[] = [
  {
    id: 'ESRFUO3-Q62XD-WIOIL7',
    asset: 'DOT',
    held: 'DOT.S',
    lock: 'instant',
    payout: 7 * DAY,
    low: '8.0000',
    high: '12.0000',
    least: '0.01',
  },
  {
    id: 'ESDQCOL-WTZEU-NU55QF',
    asset: 'XETH',
    held: 'ETH2.S',
    lock: 'bonded',
    payout: 7 * DAY,
    bonding: 10 * DAY,
    low: '2.5000',
    high: '4.0000',
    least: '0.005',
  },
  {
    id: 'ESMWVX6-JAPVY-23L3CV',
    asset: 'SOL',
    held: 'SOL.S',
    lock: 'flex',
    payout: DAY,
    low: '4.0000',
    high: '6.0000',
    least: '0.01',
  },
]
