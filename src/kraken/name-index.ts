/** Finds things by any of their names, whatever the case. */
export type Find<T> = (name: string) => T | undefined

/**
 * Builds the index. `names` gives for each thing its names in ranks: a name of an earlier rank is never taken by a later
 * one. Two things that claim a name in the same rank lose it both, and no later rank picks it up: a guess could trade the
 * wrong market.
 */
export const indexByName = <T>(
  things: readonly T[],
  names: (thing: T) => readonly (readonly string[])[],
): Find<T> => {
  const index = new Map<string, T | undefined>() // undefined: contested, and lost to every later rank too
  const ranks = things.map((thing) => ({ thing, ranks: names(thing) }))
  const depth = Math.max(0, ...ranks.map((one) => one.ranks.length))
  for (let rank = 0; rank < depth; rank++) {
    const claims = claimsOf(ranks.map((one) => [one.thing, one.ranks[rank] ?? []]))
    for (const [name, claimants] of claims) {
      const [first] = claimants
      if (!index.has(name)) index.set(name, claimants.size === 1 ? first : undefined)
    }
  }
  return (name) => index.get(name.toUpperCase())
}

const claimsOf = <T>(named: readonly (readonly [T, readonly string[]])[]): Map<string, Set<T>> => {
  const claims = new Map<string, Set<T>>()
  for (const [thing, names] of named) {
    for (const name of names) {
      const upper = name.toUpperCase()
      claims.set(upper, (claims.get(upper) ?? new Set()).add(thing))
    }
  }
  return claims
}
