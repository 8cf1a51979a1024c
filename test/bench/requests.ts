import { insertToken } from '../../src/store/tokens.ts'
import { aToken } from '../auth/a-token.ts'
import type { Figure } from './figure.ts'
import { type Form, HEALTH, mcpKnock } from './knocks.ts'
import { type Cost, type Load, measure } from './rounds.ts'
import { migrate, type Runtime } from './runtime.ts'

const BARE = 'GET /health, the bare route'
const STATUS = { name: 'get_system_status', arguments: {} }

const FLOORS = {
  'tools/call from the cache, 2026 form': 6,
  'tools/call from the cache, 2025 form': 8,
  'tools/list of everything, 2026 form': 12,
  'tools/list of everything, 2025 form': 12,
} as const

/** What a request costs the runtime, beside the bare route. */
export const requestFigures = async (runtime: Runtime, token: string): Promise<readonly Figure[]> => {
  const costs = await measure(runtime, loadsFor(token))
  return [
    figure(BARE, costs.get(BARE), Number.POSITIVE_INFINITY),
    ...Object.entries(FLOORS).map(([name, floor]) => figure(name, costs.get(name), floor)),
  ]
}

/** A token that may do everything, in the database. */
export const mint = async ({ db }: Runtime): Promise<string> => {
  await migrate(db)
  const { token, row } = await aToken({ scopes: 'read,trade,funds' })
  await insertToken(db, row)
  return token
}

// `_age` stands in what came from the cache; deallocate_earn stands near the end of the whole list.
const loadsFor = (token: string): readonly Load[] => [
  { name: BARE, knock: HEALTH, holds: 'ok', times: 3000 },
  ...(['2026', '2025'] as const).flatMap((form: Form) => [
    {
      name: `tools/call from the cache, ${form} form`,
      knock: mcpKnock(form, token, 'tools/call', STATUS),
      holds: '_age',
      times: 800,
    },
    {
      name: `tools/list of everything, ${form} form`,
      knock: mcpKnock(form, token, 'tools/list'),
      holds: 'deallocate_earn',
      times: 400,
    },
  ]),
]

const figure = (name: string, cost: Cost | undefined, floor: number): Figure => {
  const { micros, ratio } = cost ?? { micros: Number.NaN, ratio: Number.NaN }
  return {
    name,
    value: ratio,
    floor,
    shown: `${Math.round(micros)} µs, ${ratio.toFixed(1)}×`,
    floorShown: Number.isFinite(floor) ? `≤ ${floor}×` : '–',
  }
}
