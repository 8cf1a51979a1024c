import * as z from 'zod'
import type { EmulatorOptions } from '../../src/emulator/emulator.ts'
import { aKraken, NOON, type Reply } from './a-kraken.ts'

const Listed = z.object({ open: z.record(z.string(), z.looseObject({})) })
const Placed = z.object({ txid: z.array(z.string()) })

const isOurs = (id: string) => !id.startsWith('OSEED')

export const RESTING = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.01', price: '10000' }

/** An emulator with a clock that the test moves, and the few calls that an account's tests need. */
export const anAccount = (options: Partial<EmulatorOptions> = {}) => {
  let real = NOON
  // Sleeps never end by themselves: what is held waits for the clock that the test moves.
  const kraken = aKraken({ now: () => real, sleep: () => new Promise(() => undefined), ...options })
  return {
    ...kraken,
    now: () => real,
    wait: (seconds: number) => {
      real += seconds * 1000
    },
    add: (more: Record<string, string> = {}): Promise<Reply> =>
      kraken.private('AddOrder', { ...RESTING, ...more }),
    /** Places a resting order and returns its id. */
    place: async (more: Record<string, string> = {}): Promise<string> => {
      const reply = await kraken.private('AddOrder', { ...RESTING, ...more })
      return Placed.parse(reply.result).txid[0] ?? ''
    },
    /** The ids that OpenOrders shows of what the test placed. */
    open: async (): Promise<readonly string[]> =>
      Object.keys(Listed.parse((await kraken.private('OpenOrders')).result).open).filter(isOurs),
    /** RFC 3339, so many seconds from now. */
    deadline: (seconds: number) => new Date(real + seconds * 1000).toISOString(),
  }
}
