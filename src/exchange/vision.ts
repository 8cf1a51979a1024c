import { BreakwaterError } from '../domain/errors.ts'
import type { KeyInfo } from '../kraken/key-info.ts'

/** What keeps a key from seeing its own orders, in words for its owner; undefined if nothing does. */
export const whyBlind = ({ permissions, queryFrom, queryTo }: KeyInfo, now: number): string | undefined => {
  const missing = (['query-open-trades', 'query-closed-trades'] as const).filter(
    (one) => !permissions.includes(one),
  )
  if (missing.length > 0) return `lacks ${missing.join(' and ')}`
  const hides = queryFrom * 1000 > now || (queryTo !== 0 && queryTo * 1000 < now + 60_000)
  return hides ? 'has a query window that hides orders of now' : undefined
}

/** What keeps new orders from being sent with a key; empty if nothing does. An order must be findable, and pass once. */
export const visionProblems = (info: KeyInfo, now: number): readonly string[] => {
  const blind = whyBlind(info, now)
  return [
    ...(blind
      ? [
          `The key ${blind}, so an order could not be found again after a lost answer: new orders are refused.`,
        ]
      : []),
    ...(info.nonceWindow === 0
      ? []
      : ['The key has a nonce window, so an old request could pass a second time: new orders are refused.']),
  ]
}

/** Throws `forbidden` (key_cannot_see) where new orders must not be sent with this key. */
export const mustSee = (info: KeyInfo, now: number): void => {
  const [problem] = visionProblems(info, now)
  if (!problem) return
  throw new BreakwaterError('forbidden', 'key_cannot_see', problem, {
    hint: 'The owner changes the key in Kraken’s API settings. Reads and cancels work.',
  })
}
