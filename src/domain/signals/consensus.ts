import type { Candles } from '../candles.ts'
import { at } from '../indicators/columns.ts'
import { batch } from '../indicators/kernel.ts'
import { SMA } from '../indicators/sma.ts'
import type { Signal } from './signal.ts'
import { STRATEGIES, type Strategy } from './strategies.ts'

export type Direction = Signal['signal']

export interface Told extends Signal {
  readonly strategy: string
}

/** What the strategies say together. */
export interface Vote {
  readonly signal: Direction
  readonly counts: Readonly<Record<Direction, number>>
  readonly signals: readonly Told[]
}

/** What a timeframe says. */
export interface View extends Vote {
  readonly trend: 'up' | 'down' | 'sideways' | 'unknown'
}

/** What several timeframes say together; names of timeframes. */
export interface Consensus {
  readonly direction: Direction
  readonly confirming: readonly string[]
  readonly conflicting: readonly string[]
  readonly how: string
}

/** Asks each strategy; the side with more of them is the vote, and equal sides are none. */
export const vote = (candles: Candles, strategies: readonly Strategy[] = STRATEGIES): Vote => {
  const signals = strategies.map((strategy) => ({ strategy: strategy.name, ...strategy.judge(candles) }))
  const counts = countOf(signals.map(({ signal }) => signal))
  return { signal: majority(counts), counts, signals }
}

/** A timeframe's trend and vote. */
export const viewOf = (candles: Candles): View => ({ trend: trendOf(candles), ...vote(candles) })

/** One vote for each timeframe, and the side with more of them. Takes what each says, by its name. */
export const consensusOf = (
  votes: readonly { readonly name: string; readonly signal: Direction }[],
): Consensus => {
  const counts = countOf(votes.map(({ signal }) => signal))
  const direction = majority(counts)
  const against = direction === 'buy' ? 'sell' : 'buy'
  const named = (wanted: Direction) => votes.filter(({ signal }) => signal === wanted).map(({ name }) => name)
  return {
    direction,
    confirming: direction === 'neutral' ? [] : named(direction),
    conflicting: direction === 'neutral' ? [...named('buy'), ...named('sell')] : named(against),
    how: `One vote a timeframe, the majority of its ${STRATEGIES.length} signals: ${counts.buy} buy, ${counts.sell} sell, ${counts.neutral} neutral.`,
  }
}

const FAST = 20
const SLOW = 50

/** Up where the price and SMA20 both stand above SMA50, down where both stand below. */
const trendOf = (candles: Candles): View['trend'] => {
  if (candles.length < SLOW) return 'unknown'
  const last = candles.length - 1
  const average = (period: number) => at(batch(SMA, { value: candles.close }, { period }).sma, last)
  const [price, fast, slow] = [at(candles.close, last), average(FAST), average(SLOW)]
  if (price > slow && fast > slow) return 'up'
  return price < slow && fast < slow ? 'down' : 'sideways'
}

const countOf = (signals: readonly Direction[]): Record<Direction, number> => {
  const count = (wanted: Direction) => signals.filter((signal) => signal === wanted).length
  return { buy: count('buy'), sell: count('sell'), neutral: count('neutral') }
}

const majority = ({ buy, sell }: Readonly<Record<Direction, number>>): Direction =>
  buy > sell ? 'buy' : sell > buy ? 'sell' : 'neutral'
