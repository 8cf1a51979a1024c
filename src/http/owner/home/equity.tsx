import type { EquityLine } from '../../../exchange/overview.ts'
import { timeOf } from './words.ts'

/** What the account is worth, since midnight, and its line. */
export const Equity = ({ equity }: { readonly equity: EquityLine | undefined }) => {
  const last = equity?.points.at(-1)
  return (
    <section aria-labelledby="equity">
      <h2 id="equity">Equity</h2>
      {equity === undefined || last === undefined ? (
        <p class="quiet">No reading yet: the risk check takes one every few minutes.</p>
      ) : (
        <>
          <p class="big">
            {last.equity} {equity.currency}
          </p>
          <p>
            {equity.sinceMidnight === undefined
              ? 'No reading of today to compare with.'
              : `${signed(equity.sinceMidnight.change)} ${equity.currency} (${signed(equity.sinceMidnight.percent)} %) since midnight`}
            <span class="quiet"> as of {timeOf(last.at)}</span>
          </p>
          <Line equity={equity} />
          {equity.unpriced.length > 0 && (
            <p class="quiet">Without a price, and left out: {equity.unpriced.join(', ')}</p>
          )}
        </>
      )}
    </section>
  )
}

const signed = (text: string): string => (/^([-+]|0(\.0*)?$)/.test(text) ? text : `+${text}`)

const WIDTH = 600
const HEIGHT = 120

/** The line is a drawing: here, and only here, money becomes a place on paper. */
const Line = ({ equity: { points } }: { readonly equity: EquityLine }) => {
  if (points.length < 2) return null
  const values = points.map(({ equity }) => Number(equity))
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const from = points[0]?.at ?? 0
  const span = Math.max(1, (points.at(-1)?.at ?? 0) - from)
  const place = points
    .map(({ at }, n) => {
      const x = ((at - from) / span) * WIDTH
      const y = HEIGHT - (((values[n] ?? low) - low) / (high - low || 1)) * HEIGHT
      return `${x.toFixed(1)},${y.toFixed(1)}`
    })
    .join(' ')
  return (
    <svg
      class="line"
      viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
      role="img"
      aria-label="Equity over the last day"
    >
      <polyline points={place} fill="none" stroke="currentColor" stroke-width="2" />
    </svg>
  )
}
