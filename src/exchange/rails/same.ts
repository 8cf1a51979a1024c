import type { Bound, Facts } from '../../domain/risk/facts.ts'

/** So long nothing that only time changes (ages, rates, hours) is judged anew. */
const SAME_MS = 250

/**
 * Tells whether two pictures are one: the same books, the same documents, nothing written in between, and hardly any time.
 * Compared by identity, so that it costs nothing; two equal things that are not one count as different.
 */
export const isSame = (a: Facts, b: Facts): boolean =>
  b.now >= a.now &&
  b.now - a.now < SAME_MS &&
  FIELDS.every((field) => a[field] === b[field]) &&
  a.bounds.length === b.bounds.length &&
  a.bounds.every((bound, at) => isSameBound(bound, b.bounds[at]))

const FIELDS = [
  'orders',
  'inventory',
  'pairs',
  'books',
  'lasts',
  'quotes',
  'holdings',
  'positions',
  'margin',
  'targets',
  'reading',
  'tradingState',
  'tokenId',
  'approved',
  'insists',
] as const satisfies readonly (keyof Facts)[]

const isSameBound = (a: Bound, b: Bound | undefined): boolean =>
  b !== undefined &&
  a.mandate === b.mandate &&
  a.counts === b.counts &&
  a.reading === b.reading &&
  a.absent === b.absent
