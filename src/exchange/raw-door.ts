import { BreakwaterError } from '../domain/errors.ts'
import { liftsEverything } from '../domain/mandate/presets.ts'
import type { Bound } from '../domain/risk/facts.ts'
import type { Endpoint } from '../kraken/endpoint.ts'

/**
 * Asked at each use of what passes by the rails: limits may have been set since the token got the scope `raw`, by its owner,
 * for the whole account, or for a parent. Throws `forbidden` (limits_apply).
 */
export const mustBeUnlimited = ({ scope }: Endpoint, bounds: () => readonly Bound[]): void => {
  if (scope !== 'raw') return
  const limiting = bounds().filter(({ absent, mandate }) => !absent && !liftsEverything(mandate))
  if (limiting.length === 0) return
  throw new BreakwaterError(
    'forbidden',
    'limits_apply',
    `Orders by this way would pass by ${limiting.map(({ name }) => name).join(', ')}.`,
    {
      hint: 'Use the order tools; the owner alone lifts limits: npm run token -- limits, npm run token -- mandate.',
    },
  )
}
