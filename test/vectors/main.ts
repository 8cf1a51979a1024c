import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { COMPARED } from './columns.ts'
import { type Agreement, compare } from './compare.ts'
import { readHistory } from './history.ts'
import { comparePatterns, type PatternAgreement } from './patterns.ts'
import { readColumns } from './table.ts'

/** Holds our indicators and patterns against TA-Lib's own values, which live outside of the repository: `npm run vectors -- DIR`. */

const [folder] = process.argv.slice(2)
if (folder === undefined || !existsSync(join(folder, 'ohlcv252.csv'))) {
  console.error(
    'Say where the vectors are (ohlcv252.csv and TA-Lib’s outputs for it): npm run vectors -- DIR',
  )
  process.exit(2)
}

const columnLine = ({ column, both, held, ours, theirs, worst, tolerance, agrees }: Agreement) =>
  [
    agrees ? 'ok  ' : 'FAIL',
    column.padEnd(12),
    `${held}/${both} bars`.padEnd(14),
    `first ${ours} (TA-Lib ${theirs})`.padEnd(24),
    `${worst.toExponential(1)} ≤ ${tolerance.toExponential(0)}`,
  ].join(' ')

const patternLine = ({ pattern, hits, differ }: PatternAgreement) =>
  [
    differ.length === 0 ? 'ok  ' : 'FAIL',
    pattern.padEnd(20),
    `${hits} hits`,
    differ.length > 0 ? `differs at ${differ.join(', ')}` : '',
  ].join(' ')

const candles = readHistory(folder)
const expected = readColumns(folder, 'outputs_ohlcv252.csv')
const columns = COMPARED.flatMap((compared) => {
  const theirs = expected.get(compared.column)
  return theirs ? [compare(compared, candles, theirs)] : []
})
const patterns = comparePatterns(folder, candles)

console.log(columns.map(columnLine).join('\n'))
console.log('\nKnown differences:')
for (const { column, known, worstOfAll } of columns)
  if (known) console.log(`  ${column}: ${known}; at most ${worstOfAll.toExponential(1)} over all bars`)
console.log(`\n${patterns.map(patternLine).join('\n')}`)

const agreeing = columns.filter(({ agrees }) => agrees).length
const exact = patterns.filter(({ differ }) => differ.length === 0).length
console.log(
  `\n${agreeing} of ${columns.length} columns and ${exact} of ${patterns.length} patterns agree over ${candles.length} bars`,
)
process.exitCode = agreeing === COMPARED.length && exact === patterns.length ? 0 : 1
