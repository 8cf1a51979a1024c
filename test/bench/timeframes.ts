import { present } from '../../src/mcp/present.ts'
import { analyzeMultiTimeframe } from '../../src/tools/analysis/analyze-multi-timeframe.ts'
import { aCandleDesk } from './candle-desk.ts'
import type { Figure } from './figure.ts'
import { median } from './median.ts'

const TIMEFRAMES = ['15m', '1h', '4h', '1d']
const ROUNDS = 25
/** Until what is measured has been compiled. */
const WARM_ROUNDS = 75
const FLOOR_MS = 10

/** The CPU of four timeframes of 720 candles each, from Kraken's answers, as text, up to the text of ours. */
export const timeframesFigure = async (): Promise<Figure> => {
  const desk = aCandleDesk()
  const analyze = async () => {
    const before = process.cpuUsage()
    const args = { pair: 'BTC/USD', timeframes: TIMEFRAMES }
    const answer = await analyzeMultiTimeframe.handler(desk, args)
    const answering = { tool: analyzeMultiTimeframe, args, account: 'live', position: { place: [] } }
    const text = JSON.stringify(present(answer, answering))
    const { user, system } = process.cpuUsage(before)
    if (text.split('"bars":720').length !== TIMEFRAMES.length + 1) throw new Error(`too few candles: ${text}`)
    return (user + system) / 1000
  }
  for (let round = 0; round < WARM_ROUNDS; round++) await analyze()
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await analyze())
  const value = median(rounds)
  return {
    name: 'analyze_multi_timeframe on four',
    value,
    floor: FLOOR_MS,
    shown: `${value.toFixed(1)} ms CPU`,
    floorShown: `≤ ${FLOOR_MS} ms`,
  }
}
