import { Agent } from 'node:http'
import type { Figure } from './figure.ts'
import { send } from './knock.ts'
import { mcpKnock } from './knocks.ts'
import type { Runtime } from './runtime.ts'

export const CALLS = 200

const PAIRS = [
  { pair: 'BTC/USD', price: '10000', volume: '0.01' },
  { pair: 'ETH/USD', price: '1000', volume: '0.01' },
  { pair: 'SOL/USD', price: '50', volume: '0.1' },
  { pair: 'BTC/USDT', price: '10000', volume: '0.01' },
] as const

interface Seen {
  readonly path: string
  readonly nonce?: string
  readonly error?: string
}

/** 200 orders at once, each from a connection of its own, through one lane: what the emulator saw of them. */
export const burstFigures = async (runtime: Runtime, token: string): Promise<readonly Figure[]> => {
  const agent = new Agent({ maxSockets: CALLS })
  try {
    const answers = await Promise.all(
      Array.from({ length: CALLS }, (_, at) => send(runtime.origin, agent, orderKnock(token, at))),
    )
    const failed = answers.filter((answer) => !answer.includes('txid'))
    const seen = (await runtime.control<Seen[]>('/__emulator/log')).filter(({ nonce }) => nonce !== undefined)
    return [
      count(`orders of ${CALLS} at once that failed`, failed.length),
      count('orders that did not leave exactly once', Math.abs(CALLS - seen.filter(isOrder).length)),
      count('nonce errors among them', seen.filter(({ error }) => error === 'EAPI:Invalid nonce').length),
      count('calls that left in another order than their nonces', seen.filter(isLate).length),
    ]
  } finally {
    agent.destroy()
  }
}

const orderKnock = (token: string, at: number) => {
  // An id of its own says that each of them is meant, though they look alike.
  const order = { ...PAIRS[at % PAIRS.length], type: 'buy', ordertype: 'limit', cl_ord_id: `bench-${at}` }
  return mcpKnock('2026', token, 'tools/call', { name: 'add_order', arguments: order })
}

const isOrder = ({ path }: Seen) => path.endsWith('/AddOrder')

const isLate = ({ nonce }: Seen, at: number, seen: readonly Seen[]) =>
  at > 0 && BigInt(nonce ?? 0) <= BigInt(seen[at - 1]?.nonce ?? 0)

const count = (name: string, value: number): Figure => ({
  name,
  value,
  floor: 0,
  shown: String(value),
  floorShown: '0',
})
