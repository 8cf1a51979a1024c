import { cpuMicrosOf } from './cpu.ts'
import { type Knock, openAgent, send, sendMany } from './knock.ts'
import { median } from './median.ts'
import type { Runtime } from './runtime.ts'

/** One request to be measured: `holds` must stand in its answer, so that no error is ever timed. */
export interface Load {
  readonly name: string
  readonly knock: Knock
  readonly holds: string
  /** How often it is sent in one round. */
  readonly times: number
}

/** The runtime's CPU per request, in microseconds, and how many times the bare route's. */
export interface Cost {
  readonly name: string
  readonly micros: number
  readonly ratio: number
}

type Agent = ReturnType<typeof openAgent>

const ROUNDS = 9

/**
 * What each load costs beside a bare one: medians of rounds in which the loads take turns, each right after the bare
 * one, so that whatever else the machine does weighs on both.
 */
export const measure = async (
  runtime: Runtime,
  bare: Load,
  loads: readonly Load[],
): Promise<readonly Cost[]> => {
  const agent = openAgent()
  try {
    for (const load of [bare, ...loads]) await warm(runtime, agent, load)
    const pairs = loads.map(({ name }) => ({ name, bare: [] as number[], load: [] as number[] }))
    for (let round = 0; round < ROUNDS; round++)
      for (const [at, load] of loads.entries()) {
        pairs[at]?.bare.push(await microsOf(runtime, agent, bare))
        pairs[at]?.load.push(await microsOf(runtime, agent, load))
      }
    const bareMicros = median(pairs.flatMap((pair) => pair.bare))
    return [{ name: bare.name, micros: bareMicros, ratio: 1 }, ...pairs.map(costOf)]
  } finally {
    agent.destroy()
  }
}

const warm = async ({ origin }: Runtime, agent: Agent, { name, knock, holds, times }: Load) => {
  await sendMany(origin, agent, knock, times)
  const answer = await send(origin, agent, knock)
  if (!answer.includes(holds)) throw new Error(`${name} answered ${answer.slice(0, 300)}`)
}

const microsOf = async ({ origin, pid }: Runtime, agent: Agent, { knock, times }: Load) => {
  const before = cpuMicrosOf(pid)
  await sendMany(origin, agent, knock, times)
  return (cpuMicrosOf(pid) - before) / times
}

const costOf = ({ name, bare, load }: { name: string; bare: number[]; load: number[] }): Cost => ({
  name,
  micros: median(load),
  ratio: median(load.map((micros, at) => micros / (bare[at] ?? Number.NaN))),
})
