import { present } from '../../src/mcp/present.ts'
import { getMarketOverview } from '../../src/tools/analysis/get-market-overview.ts'
import { aBigDesk } from './big-desk.ts'
import type { Figure } from './figure.ts'
import { median } from './median.ts'

const PAIRS = 1_600
const ROUNDS = 25
const FLOOR_MS = 15
/** After so long the ticker has left the cache. */
const STALE_MS = 1_500

/**
 * The CPU of asking for all of 1,600 pairs, up to the text of the answer's first page: a ticker that has just come is
 * parsed, the table of pairs and the fees are kept from the call before.
 */
export const overviewFigure = async (): Promise<Figure> => {
  const { desk, wait } = aBigDesk(PAIRS)
  const overview = async () => {
    wait(STALE_MS)
    const before = process.cpuUsage()
    const args = { limit: PAIRS }
    const answer = await getMarketOverview.handler(desk, args)
    const text = JSON.stringify(
      present(answer, { tool: getMarketOverview, args, account: 'live', position: { place: [] } }),
    )
    const { user, system } = process.cpuUsage(before)
    if (!text.includes(`"pairs":${PAIRS},"count":${PAIRS},`)) throw new Error('the overview lacks pairs')
    return (user + system) / 1000
  }
  for (let round = 0; round < ROUNDS; round++) await overview()
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await overview())
  const value = median(rounds)
  return {
    name: 'get_market_overview of 1,600 pairs',
    value,
    floor: FLOOR_MS,
    shown: `${value.toFixed(1)} ms CPU`,
    floorShown: `≤ ${FLOOR_MS} ms`,
  }
}
