import type { AddIntent } from '../order.ts'
import type { SelfTrade } from './order.ts'
import { Refused } from './refused.ts'

/** A wish as the judge takes it: an intent, by which price its trigger fires, and what it does when it meets one of our own. */
export type Wish = Omit<AddIntent, 'kind' | 'pair'> & {
  readonly triggerBy?: 'last' | 'index' | undefined
  readonly selfTrade?: SelfTrade | undefined
}

/** The leverage that is asked for, as a number; 0 for a spot order. */
export const leverageOf = (wish: Wish): number => {
  const text = (wish.leverage ?? 'none').replace(/:1$/, '')
  return text === 'none' || text === '' ? 0 : Number(text)
}

/**
 * The flags an order bears, the fee currency among them. Kraken's page names fcib as the default of sells, but its own recorded
 * sells show fciq (`fee_ccy_pref`), so fciq stands for both.
 */
export const flagsOf = (wish: Wish): readonly string[] => {
  const flags = (wish.flags ?? []).filter((flag) => flag !== 'nompp')
  return flags.includes('fcib') || flags.includes('fciq') ? flags : [...flags, 'fciq']
}

/** Kraken's refusal of an argument, by its name. */
export const invalid = (what: string) => new Refused(`EGeneral:Invalid arguments:${what}`)
