import type { Indicator, Range } from '../../domain/indicators/definition.ts'
import { parametersOf } from '../../domain/indicators/definition.ts'
import { INDICATORS } from '../../domain/indicators/registry.ts'
import { STRATEGIES } from '../../domain/signals/strategies.ts'
import { INDICATOR_TEXTS, STRATEGY_RULES } from './indicator-texts.ts'

const INTRODUCTION = `<!-- Written by \`npm run docs\`. -->
# Indicators

What \`calculate_indicators\` computes, over every committed candle that Kraken gives (at most 720). Bars count from 0. *First* is the bar with the first value of each output, *stable* the bar from which less than a thousandth of the seed is left, both with the usual parameters; before its first value an indicator says nothing. Deviations and sums are taken afresh from each window, so that a large price with small moves keeps its digits. \`npm run vectors -- DIR\` holds the values against TA-Lib’s.`

/** `docs/indicators.md`: one line for each indicator and each strategy. */
export const indicatorsPage = (): string =>
  [
    INTRODUCTION,
    '',
    '| name | formula | parameters | seed | first | stable | source |',
    '|---|---|---|---|---|---|---|',
    ...INDICATORS.map(line),
    '',
    '## Signals',
    '',
    'What `generate_signals` reads at the last committed candle, and `analyze_multi_timeframe` counts: a timeframe’s signal is the majority of these, the consensus the majority of the timeframes. A trend is up where price and SMA20 are above SMA50, down where both are below.',
    '',
    '| strategy | rule |',
    '|---|---|',
    ...STRATEGIES.map(({ name }) => `| \`${name}\` | ${STRATEGY_RULES[name]}, else neutral |`),
    '',
  ].join('\n')

const line = (indicator: Indicator): string => {
  const told = INDICATOR_TEXTS[indicator.name]
  if (!told) throw new TypeError(`nothing is told of ${indicator.name}`)
  const parameters = parametersOf(indicator)
  const first = indicator.first(parameters)
  const stable = indicator.forgets?.(parameters) ?? Math.max(...Object.values(first))
  const cells = [
    `\`${indicator.name}\``,
    told.formula,
    Object.entries(indicator.parameters).map(parameter).join(', '),
    told.seed,
    firstWords(first),
    String(stable),
    told.source,
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

const parameter = ([name, { usual }]: readonly [string, Range]) => `${name} ${usual}`

const firstWords = (first: Readonly<Record<string, number>>): string => {
  const bars = new Set(Object.values(first))
  if (bars.size === 1) return [...bars].join()
  return Object.entries(first)
    .map(([output, bar]) => `${output} ${bar}`)
    .join(', ')
}
