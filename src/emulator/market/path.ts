import { hashText, mix } from '../hash.ts'
import type { Shock } from '../world.ts'
import { type Wander, wander } from './noise.ts'

// How far an asset steps in a minute against the dollar, and how much of the common tide it follows. Invented.
const STEPS: Readonly<Record<string, readonly [step: number, tide: number]>> = {
  ZUSD: [0, 0],
  ZEUR: [0.00004, 0],
  USDT: [0.000004, 0],
  XXBT: [0.00015, 1],
  XETH: [0.0003, 1.2],
}
const COIN = [0.0005, 1.3] as const
const TIDE_STEP = 0.0004

/** The logarithm of an asset's dollar price, relative to its anchor. One stream for all its pairs, so that crosses agree. */
const assetPath = (word: number, asset: string): Wander => {
  const [step, tide] = STEPS[asset] ?? COIN
  const own = wander(mix(word, hashText(asset)), step)
  const common = wander(mix(word, hashText('tide')), TIDE_STEP)
  if (step === 0) return () => 0
  if (tide === 0) return own
  return (minute) => own(minute) + tide * common(minute)
}

/** What moved the market besides its own wandering; what is past never changes. */
export type Shocks = () => readonly Shock[]

const none: Shocks = () => []

const shockOf = (shocks: readonly Shock[], asset: string, minute: number): number => {
  let all = 1
  for (const shock of shocks) if (shock.asset === asset && minute >= shock.minute) all *= shock.factor
  return all
}

/** The price that a pair's quotes hover around at the beginning of a minute, in quote units. */
export const pricePath = (
  seed: string,
  base: string,
  quote: string,
  anchor: number,
  shocks: Shocks = none,
): Wander => {
  const word = hashText(`path ${seed}`)
  const up = assetPath(word, base)
  const down = assetPath(word, quote)
  return (minute) =>
    anchor *
    Math.exp(up(minute) - down(minute)) *
    (shockOf(shocks(), base, minute) / shockOf(shocks(), quote, minute))
}
