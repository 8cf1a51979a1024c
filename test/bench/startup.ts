import { cpuMicrosOf } from './cpu.ts'
import type { Figure } from './figure.ts'
import { median } from './median.ts'
import { startRuntime } from './runtime.ts'

const STARTS = 5
const FLOOR_MS = 120

const EMPTY = `import { DurableObject } from 'cloudflare:workers'
export class AccountObject extends DurableObject {}
export default { fetch: () => new Response('ok') }`

/** What our modules add to the runtime's CPU from its start to its first answer, beside a Worker that is empty. */
export const startupFigure = async (code: string): Promise<Figure> => {
  const added: number[] = []
  for (let start = 0; start < STARTS; start++) added.push((await startMs(code)) - (await startMs(EMPTY)))
  const value = median(added)
  return {
    name: 'module start-up, to the first answer',
    value,
    floor: FLOOR_MS,
    shown: `${Math.round(value)} ms CPU`,
    floorShown: `≤ ${FLOOR_MS} ms`,
  }
}

const startMs = async (code: string): Promise<number> => {
  const runtime = await startRuntime(code)
  try {
    await (await fetch(`${runtime.origin}/health`)).text()
    return cpuMicrosOf(runtime.pid) / 1000
  } finally {
    await runtime.close()
  }
}
