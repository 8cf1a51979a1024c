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

/** The runtime's CPU per request, in microseconds, and how many times the bare route's of the same round. */
export interface Cost {
  readonly micros: number
  readonly ratio: number
}

const ROUNDS = 9

/** What each load costs beside the first one: medians of rounds in which the loads take turns. */
export const measure = async (
  runtime: Runtime,
  loads: readonly Load[],
): Promise<ReadonlyMap<string, Cost>> => {
  const agent = openAgent()
  try {
    for (const load of loads) await warm(runtime, agent, load)
    const rounds: number[][] = []
    for (let round = 0; round < ROUNDS; round++) rounds.push(await oneRound(runtime, agent, loads))
    return new Map(loads.map(({ name }, at) => [name, costOf(rounds, at)]))
  } finally {
    agent.destroy()
  }
}

const warm = async ({ origin }: Runtime, agent: Agent, { name, knock, holds, times }: Load) => {
  await sendMany(origin, agent, knock, times)
  const answer = await send(origin, agent, knock)
  if (!answer.includes(holds)) throw new Error(`${name} answered ${answer.slice(0, 300)}`)
}

type Agent = ReturnType<typeof openAgent>

const oneRound = async ({ origin, pid }: Runtime, agent: Agent, loads: readonly Load[]) => {
  const micros: number[] = []
  for (const { knock, times } of loads) {
    const before = cpuMicrosOf(pid)
    await sendMany(origin, agent, knock, times)
    micros.push((cpuMicrosOf(pid) - before) / times)
  }
  return micros
}

const costOf = (rounds: readonly (readonly number[])[], at: number): Cost => ({
  micros: median(rounds.map((round) => round[at] ?? Number.NaN)),
  ratio: median(rounds.map((round) => (round[at] ?? Number.NaN) / (round[0] ?? Number.NaN))),
})
