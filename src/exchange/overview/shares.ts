import type { Bound, Facts } from '../../domain/risk/facts.ts'
import { usageOf } from '../../domain/risk/usage.ts'
import type { Share, Waiting } from '../overview.ts'

/** What of each allowance is used and left, document by document: the token's own, its parents', the owner's. */
export const sharesOf = (facts: Facts): readonly Share[] =>
  facts.bounds.flatMap((bound) =>
    usageOf(bound, facts).map(({ allowance, of, limit, used, left, currency }) => ({
      allowance: `${whose(bound)}${allowance}${currency === undefined ? '' : ` (${currency})`}`,
      of,
      limit,
      used,
      left,
    })),
  ) satisfies Waiting['shares']

const whose = ({ whose, name }: Bound): string => (whose === 'token' ? '' : `${name}: `)
