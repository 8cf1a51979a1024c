import { limitsLoss, limitsMargin } from '../../domain/equity/limits.ts'
import type { Mandate } from '../../domain/mandate/mandate.ts'
import type { Bound } from '../../domain/risk/facts.ts'

/** A document in force, with the key under which its state is kept. */
export type Standing = Bound & { readonly key: string }

/** The account's own line of equity, whoever's limits are judged on it. */
export const ACCOUNT = 'account'

/** The name under which a line is kept: another currency is another line. */
export const lineOf = (key: string, currency: string): string => `${key} ${currency}`

export const currencyOf = ({ currency = 'USD' }: Mandate): string => currency

/** Whether some document limits the margin level, which costs a look of its own. */
export const wantsMargin = (standing: readonly Standing[]): boolean =>
  standing.some(({ mandate }) => limitsMargin(mandate))

/** The currency of the owner's limits, in which the account's own line is told. */
export const ownersCurrency = (standing: readonly Standing[]): string =>
  currencyOf(standing.find(({ counts }) => counts === 'account')?.mandate ?? {})

/** The currencies in which lines are told. */
export const currenciesOf = (standing: readonly Standing[]): ReadonlySet<string> =>
  new Set([
    ownersCurrency(standing),
    ...standing.filter(({ mandate }) => limitsLoss(mandate)).map(({ mandate }) => currencyOf(mandate)),
  ])
