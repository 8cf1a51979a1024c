import { ClosedOrders } from '../kraken/endpoints/account/orders.ts'
import { OpenPositions } from '../kraken/endpoints/account/positions.ts'
import type { Body } from './exchange.ts'
import {
  type OpenPosition,
  type ProtectiveOrder,
  positionsIn,
  protectiveAmong,
  rowsIn,
} from './protective.ts'
import { CALL_MS } from './sweep.ts'

/** What a sweep left behind; a list is absent where it could not be read. */
export interface Aftermath {
  readonly protectiveRemoved?: readonly ProtectiveOrder[]
  readonly barePositions?: readonly OpenPosition[]
}

/** Kraken's clock and ours may differ by so much. */
const CLOCKS_APART_MS = 2_000
const MOST_PAGES = 6

/** Reads, ahead of everything, which protective orders went and which positions stand bare. `from`: unix milliseconds. */
export const readAftermath = async (body: Pick<Body, 'urgent'>, from: number): Promise<Aftermath> => {
  const removed = await removedSince(body, from - CLOCKS_APART_MS)
  const positions = positionsIn(await body.urgent(OpenPositions, {}, CALL_MS))
  return {
    ...(removed ? { protectiveRemoved: removed } : {}),
    ...(positions ? { barePositions: positions } : {}),
  }
}

const removedSince = async (
  body: Pick<Body, 'urgent'>,
  from: number,
): Promise<readonly ProtectiveOrder[] | undefined> => {
  const removed: ProtectiveOrder[] = []
  let ofs = 0
  for (let page = 0; page < MOST_PAGES; page++) {
    const params = { start: String(Math.floor(from / 1000)), closetime: 'close', ...(ofs > 0 ? { ofs } : {}) }
    const rows = rowsIn(await body.urgent(ClosedOrders, params, CALL_MS), 'closed')
    if (!rows) return undefined
    removed.push(...protectiveAmong(rows.filter(([, { status }]) => status === 'canceled')))
    ofs += rows.length
    if (rows.length < PAGE) return removed
  }
  return removed
}

/** Kraken's page size for closed orders. */
const PAGE = 50
