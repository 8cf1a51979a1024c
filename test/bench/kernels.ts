import { aMarket, candlesOf, dice } from '../domain/indicators/a-market.ts'
import { type Contest, contestsOver } from './contests.ts'
import type { Figure } from './figure.ts'
import { median } from './median.ts'

const BARS = 100_000
const ROUNDS = 75
const LIBRARY_ROUNDS = 5
const MOST_BY_HAND = 1.2
const LEAST_FASTER = 8

/** The kernels beside hand-written loops (the slowest of them), and all of them beside trading-signals, over 100,000 candles. */
export const kernelFigures = (): readonly Figure[] => {
  const market = { bars: BARS, move: 0.001 }
  const contests = contestsOver(aMarket(market), candlesOf(market))
  for (const contest of contests) warm(contest)
  const results = contests.map(contend)
  return [byHandFigure(results), libraryFigure(results)]
}

interface Result {
  readonly name: string
  readonly kernelMs: number
  readonly byHand: number
  readonly libraryMs: number | undefined
}

/** Before anything is timed all of it is compiled, which other threads do and this process is charged for. */
const warm = ({ kernel, byHand }: Contest): void => {
  for (let round = 0; round < ROUNDS; round++) {
    kernel()
    byHand()
  }
}

const contend = ({ name, kernel, byHand, library }: Contest): Result => {
  const turns = { kernel: [] as number[], byHand: [] as number[] }
  // By lot: taking turns, one of the two would always be the one whose columns fill the heap.
  const lot = dice(1)
  for (let round = 0; round < ROUNDS * 2; round++)
    if (lot() < 0.5) turns.kernel.push(cpuMs(kernel))
    else turns.byHand.push(cpuMs(byHand))
  const kernelMs = median(turns.kernel)
  return {
    name,
    kernelMs,
    byHand: kernelMs / median(turns.byHand),
    libraryMs: library && median(Array.from({ length: LIBRARY_ROUNDS }, () => cpuMs(library))),
  }
}

const cpuMs = (work: () => unknown): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const byHandFigure = (results: readonly Result[]): Figure => {
  const worst = results.reduce((a, b) => (b.byHand > a.byHand ? b : a))
  return {
    name: `kernels beside hand-written loops, the slowest: ${worst.name}`,
    value: worst.byHand,
    floor: MOST_BY_HAND,
    shown: `${worst.byHand.toFixed(2)}×`,
    floorShown: `≤ ${MOST_BY_HAND}×`,
  }
}

const libraryFigure = (results: readonly Result[]): Figure => {
  const both = results.filter(({ libraryMs }) => libraryMs !== undefined)
  const ours = both.reduce((sum, { kernelMs }) => sum + kernelMs, 0)
  const theirs = both.reduce((sum, { libraryMs = 0 }) => sum + libraryMs, 0)
  return {
    name: `${both.length} kernels beside trading-signals, 100,000 candles`,
    value: ours / theirs,
    floor: 1 / LEAST_FASTER,
    shown: `${ours.toFixed(0)} ms, ${(theirs / ours).toFixed(1)}× faster`,
    floorShown: `≥ ${LEAST_FASTER}×`,
  }
}
