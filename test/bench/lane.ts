import { worldClock as clock } from '../../src/durable/clock.ts'
import { createLane } from '../../src/exchange/lane.ts'
import { createNonces } from '../../src/exchange/nonces.ts'
import { createClient } from '../../src/kraken/client.ts'
import { Balance } from '../../src/kraken/endpoints/account/balances.ts'
import { aDatabase } from '../support/sql.ts'
import { CALLS } from './burst.ts'
import type { Figure } from './figure.ts'
import { median } from './median.ts'

const BURSTS = 7
const FLOOR_MS = 1

/** The lane's own CPU for each of 200 calls at once: queue, nonce, signature; the exchange answers in no time. */
export const laneFigure = async (): Promise<Figure> => {
  const lane = createLane({
    client: createClient({
      fetch: async () => Response.json({ error: [], result: {} }),
      baseUrl: 'http://127.0.0.1:1',
      credentials: { key: 'bench', secret: btoa('bench') },
    }),
    nonces: createNonces(aDatabase(), clock, 'bench'),
    clock,
    timeoutMs: () => 10_000,
    heard: () => {},
  })
  const burst = async () => {
    const before = process.cpuUsage()
    await Promise.all(
      Array.from({ length: CALLS }, () => lane.send({ endpoint: Balance, depart: () => ({}) })),
    )
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000 / CALLS
  }
  await burst()
  const bursts: number[] = []
  for (let at = 0; at < BURSTS; at++) bursts.push(await burst())
  const value = median(bursts)
  return {
    name: 'the lane’s own, per call',
    value,
    floor: FLOOR_MS,
    shown: `${Math.round(value * 1000)} µs CPU`,
    floorShown: `≤ ${FLOOR_MS} ms`,
  }
}
