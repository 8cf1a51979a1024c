import { type Decimal, divide, fixed, isLess, isPositive, multiply, normalise, smaller } from '../money.ts'
import type { Look } from './look.ts'
import { asWritten } from './looks.ts'
import type { Standing } from './reduction.ts'
import type { Group } from './tally.ts'
import type { Reason } from './verdict.ts'
import type { RateOf } from './worth.ts'

/** One order before one document: what a rule judges. */
export interface Case extends Standing {
  readonly look: Look
  readonly rateOf: RateOf
  /** The orders of the call that come before this one, judged as placed. */
  readonly earlier: readonly Look[]
  /** Under this document; and under every one of the call's. */
  readonly isReduction: boolean
  readonly isReductionForAll: boolean
  /** In the mandate's currency; undefined where it cannot be worked out. */
  readonly notional: Decimal | undefined
}

/** What a rule has against an order; `asks` where the owner may still allow it. */
export interface Finding extends Reason {
  readonly asks?: true
}

/** One rule. Nothing found lets the order pass; a rule that throws denies it. */
export type Rule = (one: Case) => readonly Finding[]

/** Puts who says it and which order is meant before what a rule found. */
export const finding = (
  { look, bound }: Pick<Case, 'look' | 'bound'>,
  code: string,
  message: string,
  facts: Readonly<Record<string, string | number | boolean>> = {},
  more: { readonly largest?: Decimal | undefined; readonly hint?: string; readonly asks?: true } = {},
): Finding => ({
  code,
  message: `${look.isClose ? 'Its conditional close: ' : ''}${message}`,
  order: look.order,
  facts: { ...facts, by: bound.whose },
  ...(more.largest === undefined ? {} : { largest: more.largest }),
  ...(more.hint === undefined ? {} : { hint: more.hint }),
  ...(more.asks ? { asks: true } : {}),
})

/** Whose limit it is, for the words of a reason. */
export const limitOf = ({ bound }: Pick<Case, 'bound'>, field: string): string => `${field} of ${bound.name}`

/** What may be used instead of what is not on a list. */
export const allowedHint = (what: string, names: ReadonlySet<string>): string =>
  names.size === 0 ? `It allows no ${what} at all.` : `It allows the ${what} ${[...names].join(', ')}.`

/** What a rule says that lacks a datum: it cannot answer, so it has not said yes. */
export const unjudged = (one: Case, field: string, missing: string): Finding =>
  finding(
    one,
    'not_judged',
    `${limitOf(one, field)} cannot be judged: ${missing}.`,
    { limit: field },
    {
      hint: 'Nothing passes unjudged: try again in a few seconds. get_risk_state tells what is missing for long.',
    },
  )

const PLACES = 20

/** The largest volume, as the caller writes it, whose notional fits into so much of the currency; "0" if none that the pair takes. */
export const largestFor = ({ look }: Case, notional: Decimal, room: Decimal): Decimal => {
  const size = look.cost ?? look.volume
  if (!isPositive(room)) return written(look, '0')
  return written(look, smaller(size, divide(multiply(room, size), notional, PLACES)))
}

/** A working volume as the caller would write it: on the pair's lots, and nothing where that is below the minimum. */
export const written = (look: Look, volume: Decimal): Decimal => {
  const { pair, cost } = look
  if (cost !== undefined) return fixed(volume, pair.costDecimals)
  const whole = asWritten(look, isPositive(volume) ? volume : '0')
  const lots = fixed(whole, pair.lotDecimals)
  return pair.orderMin !== undefined && isLess(lots, pair.orderMin) ? '0' : normalise(lots)
}

/** The largest volume for which something holds, found by halving on the pair's lots; it must hold for all smaller ones, and for none at all. */
export const largestWhere = (look: Look, holds: (volume: Decimal) => boolean): Decimal => {
  const lot = 10n ** BigInt(look.pair.lotDecimals)
  const at = (lots: bigint): Decimal => divide(lots.toString(), lot.toString(), look.pair.lotDecimals)
  let good = 0n
  let bad = BigInt(fixed(multiply(look.volume, lot.toString()), 0))
  while (bad - good > 1n) {
    const middle = (good + bad) / 2n
    if (holds(at(middle))) good = middle
    else bad = middle
  }
  return written(look, at(good))
}

/** What an order adds to what works, as a group beside those on record. */
export const groupOf = (look: Look, volume: Decimal, cost: Decimal, tokenId: string): Group => ({
  tokenId,
  pair: look.pair.symbol,
  side: look.side,
  isMargin: look.isMargin,
  working: 1,
  volume,
  cost,
  filledToday: '0',
  unapproved: () => cost,
})
