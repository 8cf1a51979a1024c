import {
  isOpen,
  judgesByReading,
  limitsExposure,
  measuresMoney,
  type Rules,
  rulesOf,
} from '../mandate/rules.ts'
import { isZero } from '../money.ts'
import type { OrderIntent } from '../order.ts'
import { holdsPositions } from './exposure.ts'
import type { Bound, Facts, Needs } from './facts.ts'
import { baseOf, quoteOf } from './group-worth.ts'
import { targetName } from './looks.ts'
import { isOnMargin } from './tally.ts'

/** What is known before anything is fetched; what is not known yet may be left out, and asked for again once it is. */
export type Lite = Pick<Facts, 'pairs' | 'targets'> &
  Partial<Pick<Facts, 'tradingState' | 'orders' | 'inventory' | 'holdings' | 'positions' | 'reading'>>

/** What an open mandate wants known: nothing. */
export const NO_NEEDS: Needs = {
  pairs: false,
  books: [],
  lasts: [],
  conversions: [],
  holdings: false,
  positions: false,
  margin: false,
  reading: false,
  fills: false,
  targets: false,
}

/** Which facts these documents and orders need: nothing is fetched that no rule would look at, and for open mandates nothing at all. */
export const needsOf = (bounds: readonly Bound[], intents: readonly OrderIntent[], lite: Lite): Needs => {
  const isActive = (lite.tradingState ?? 'ACTIVE') === 'ACTIVE'
  const readers = bounds.map((bound) => ({ bound, rules: rulesOf(bound.mandate) }))
  const limiting = readers.filter(({ rules }) => !isActive || !isOpen(rules))
  if (limiting.length === 0 || intents.length === 0) return NO_NEEDS
  const money = limiting.some(({ rules }) => measuresMoney(rules))
  const pairs = pairsOf(intents, lite)
  const margin = intents.some((intent) => isLeveraged(intent, lite))
  const reading = limiting.some(({ rules }) => judgesByReading(rules))
  // What is held tells which sale reduces: that one a reading does not hold back, and no end is put to what protects.
  const ends = limiting.some(({ rules }) => rules.lifeSeconds !== undefined)
  const held = money || reading || ends || !isActive
  return {
    pairs: true,
    books: money || margin ? pairs : [],
    lasts: money || margin || isPriceRelative(intents) ? pairs : [],
    conversions: limiting.flatMap((reader) => conversionsOf(reader, pairs, lite, margin)),
    holdings: held,
    positions: margin || limiting.some(({ bound, rules }) => holdsPositions(bound, rules)),
    margin,
    reading,
    fills: held,
    targets: intents.some(({ kind }) => kind !== 'add'),
  }
}

const pairsOf = (intents: readonly OrderIntent[], { targets }: Lite): readonly string[] => [
  ...new Set(
    intents.flatMap((intent) =>
      intent.kind === 'add' ? intent.pair : (targets.get(targetName(intent))?.pair ?? []),
    ),
  ),
]

const isLeveraged = (intent: OrderIntent, { targets }: Lite): boolean => {
  if (intent.kind === 'add') return isOnMargin(intent)
  const target = targets.get(targetName(intent))
  return target !== undefined && isOnMargin(target)
}

const isPriceRelative = (intents: readonly OrderIntent[]): boolean =>
  intents.some((intent) => /"[+\-#]/.test(JSON.stringify(intent)))

const conversionsOf = (
  { bound, rules }: { readonly bound: Bound; readonly rules: Rules },
  pairs: readonly string[],
  lite: Lite,
  margin: boolean,
): Needs['conversions'] => {
  const { currency } = rules
  const reading = bound.reading ?? lite.reading
  const assets = new Set(measuresMoney(rules) ? pairs.map((pair) => quoteOf(pair, lite.pairs)) : [])
  if (measuresMoney(rules)) for (const { pair } of lite.orders ?? []) assets.add(quoteOf(pair, lite.pairs))
  if (limitsExposure(rules)) for (const asset of staked(bound, pairs, lite)) assets.add(asset)
  if (judgesByReading(rules) && reading) assets.add(reading.currency)
  const wanted = [...assets].map((from) => ({ from, to: currency }))
  // Free margin and the margin level are in US dollars.
  const dollars = margin ? pairs.map((pair) => ({ from: quoteOf(pair, lite.pairs), to: 'USD' })) : []
  return [...wanted, ...dollars].filter(({ from, to }) => from !== to && from !== '')
}

const staked = (bound: Bound, pairs: readonly string[], lite: Lite): readonly string[] => {
  const working = [...pairs, ...(lite.orders ?? []).map(({ pair }) => pair)]
  const held = (lite.holdings ?? []).filter(({ total }) => !isZero(total)).map(({ asset }) => asset)
  return [
    ...[...working, ...(lite.positions ?? []).map(({ pair }) => pair)].map((pair) =>
      baseOf(pair, lite.pairs),
    ),
    ...(lite.inventory ?? []).filter(({ net }) => !isZero(net)).map(({ asset }) => asset),
    ...(bound.counts === 'account' ? held : []),
  ]
}
