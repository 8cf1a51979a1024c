import { insertToken } from '../../src/store/tokens.ts'
import { aToken } from '../auth/a-token.ts'
import type { Figure } from './figure.ts'
import { HEALTH, mcpKnock } from './knocks.ts'
import { type Cost, type Load, measure } from './rounds.ts'
import { migrate, type Runtime } from './runtime.ts'

const BARE: Load = { name: 'GET /health, the bare route', knock: HEALTH, holds: 'ok', times: 2000 }

interface Held extends Load {
  /** How many times the bare route it may cost. */
  readonly floor: number
}

/** A token that may do everything, in the database. */
export const mint = async ({ db }: Runtime): Promise<string> => {
  await migrate(db)
  const { token, row } = await aToken({ scopes: 'read,trade,funds' })
  await insertToken(db, row)
  return token
}

/** What a request costs the runtime, beside the bare route. */
export const requestFigures = async (runtime: Runtime, token: string): Promise<readonly Figure[]> => {
  const loads = loadsFor(token)
  const costs = await measure(runtime, BARE, loads)
  return costs.map((cost) => figure(cost, loads.find(({ name }) => name === cost.name)?.floor))
}

// `_age` stands in what came from the cache; deallocate_earn stands near the end of the whole list.
const loadsFor = (token: string): readonly Held[] => {
  const call = { params: { name: 'get_system_status', arguments: {} }, holds: '_age', times: 800 }
  const list = { params: {}, holds: 'deallocate_earn', times: 400, floor: 12 }
  const held = (name: string, form: '2026' | '2025', method: string, { params, ...rest }: typeof list) => ({
    name: `${name}, ${form} form`,
    knock: mcpKnock(form, token, method, params),
    ...rest,
  })
  return [
    held('tools/call from the cache', '2026', 'tools/call', { ...call, floor: 6 }),
    held('tools/call from the cache', '2025', 'tools/call', { ...call, floor: 8 }),
    held('tools/list of everything', '2026', 'tools/list', list),
    held('tools/list of everything', '2025', 'tools/list', list),
  ]
}

const figure = ({ name, micros, ratio }: Cost, floor: number = Number.POSITIVE_INFINITY): Figure => ({
  name,
  value: ratio,
  floor,
  shown: `${Math.round(micros)} µs, ${ratio.toFixed(1)}×`,
  floorShown: Number.isFinite(floor) ? `≤ ${floor}×` : '–',
})
