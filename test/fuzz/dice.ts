/** Random numbers that a seed determines (mulberry32), and the few throws that the drill needs. */
export interface Dice {
  /** A whole number from 0 to `below` − 1. */
  upTo(below: number): number
  chance(probability: number): boolean
  pick<const T extends readonly unknown[]>(things: T): T[number]
}

export const createDice = (seed: number): Dice => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const upTo = (below: number) => Math.floor(next() * below)
  return {
    upTo,
    chance: (probability) => next() < probability,
    pick: (things) => things[upTo(things.length)],
  }
}
