import type { Held } from './held.ts'

const PERIODS = { day: 'daily', week: 'weekly', month: 'monthly' }

/** What is held back, as sentences for the owner. */
export const heldWords = (held: ReadonlyMap<string, Held>): readonly string[] =>
  [...held.values()].map(
    ({ state, name, crossings }) =>
      `Trading is ${state} under ${name}: ${crossings.map(crossingWords).join('; ')}. The owner resumes it.`,
  )

/** One crossed limit, in words. */
export const crossingWords = ({ limit, period, allowed, found }: Held['crossings'][number]): string => {
  if (limit === 'margin_level') return `the margin level fell to ${found} % (least: ${allowed} %)`
  const name = period ? `${PERIODS[period]} ${limit}` : limit
  const unit = limit === 'drawdown' ? ' %' : ''
  return `the ${name} reached ${found}${unit} (limit: ${allowed}${unit})`
}
