import { BreakwaterError, isBreakwaterError } from '../domain/errors.ts'
import { isPositive } from '../domain/money.ts'
import { OpenPositions } from '../kraken/endpoints/account/positions.ts'
import { AddOrder } from '../kraken/endpoints/trading/placing.ts'
import type { Audit } from './audit.ts'
import type { Clock } from './clock.ts'
import type { Answered, Body } from './exchange.ts'
import type { Journaled } from './journaled.ts'
import type { KillLatch } from './kill-latch.ts'
import { noOrderMayArrive } from './kill-release.ts'
import { digestOf } from './normal-form.ts'
import { OWNER_ID } from './owner-id.ts'
import { type OpenPosition, positionsIn } from './protective.ts'
import type { Approved } from './rails.ts'
import { openVolume, type Quote, type Reduction, reductionOf } from './reduction.ts'
import { CALL_MS } from './sweep.ts'
import type { UnderWay } from './under-way.ts'

/** Passes the rails and nothing else: the one way to an approved call besides the guarded road. */
export type Approve = (endpoint: typeof AddOrder, order: Reduction) => Approved

interface FlattenDeps {
  readonly latch: KillLatch
  readonly underWay: UnderWay
  readonly body: Pick<Body, 'urgent'>
  readonly approve: Approve
  readonly journaled: Journaled
  readonly quote: (pair: string, closing: 'buy' | 'sell') => Promise<Quote | undefined>
  readonly newClientOrderId: () => string
  readonly audit: Audit
  readonly clock: Clock
}

const ANSWER_WITHIN_MS = 19_000

/**
 * Closes margin positions while the switch is on; spot holdings are left alone. For the owner alone, whose door checks
 * who it is. No second road: no tool leads here, what is sent is built here from a position and a quote and from nothing
 * that a caller said, its type can only reduce, and it passes rails and journal like every order.
 */
export const createFlatten = (deps: FlattenDeps) => {
  const { latch, underWay, body, approve, journaled, quote, newClientOrderId, audit, clock } = deps

  const close = async (position: OpenPosition, request: string, until: number) => {
    const told = { position: position.id, pair: position.pair, volume: openVolume(position) }
    const at = await quote(position.pair, position.type === 'buy' ? 'sell' : 'buy')
    if (!at) return { ...told, error: 'exchange_unreachable' }
    const order = reductionOf(position, at, newClientOrderId())
    const wish = {
      tokenId: OWNER_ID,
      request,
      digest: digestOf(AddOrder.tool, { ...order }),
      idempotencyKey: undefined,
      insists: true,
    }
    try {
      await journaled(approve(AddOrder, order), wish, until)
      return { ...told, price: order.price, cl_ord_id: order.cl_ord_id }
    } catch (failure) {
      return {
        ...told,
        cl_ord_id: order.cl_ord_id,
        error: isBreakwaterError(failure) ? failure.code : 'internal',
      }
    }
  }

  /** Throws `refused` (kill_switch_off, orders_unsettled) before step 6 is done, `unavailable` if positions are not read. */
  return async (request: string): Promise<Answered> => {
    const until = clock.now() + ANSWER_WITHIN_MS
    if (latch.get()?.verifiedAt === undefined) throw notVerified()
    noOrderMayArrive(underWay)
    const positions = await readPositions(body)
    audit.write({ event: 'kill_switch.flatten', tokenId: OWNER_ID, facts: { positions } }, clock.now())
    const orders = []
    for (const position of positions) orders.push(await close(position, request, until))
    const left = await readPositions(body)
    return {
      result: { orders, open_positions: left },
      note:
        left.length === 0
          ? 'No margin position is open.'
          : `${left.length} margin position(s) are still open: what could not be filled within 5 % of the mid was cancelled.`,
    }
  }
}

const readPositions = async (body: Pick<Body, 'urgent'>): Promise<readonly OpenPosition[]> => {
  const positions = positionsIn(await body.urgent(OpenPositions, {}, CALL_MS))
  if (positions) return positions.filter((position) => isPositive(openVolume(position)))
  throw new BreakwaterError(
    'unavailable',
    'exchange_unreachable',
    'Kraken did not say which positions are open.',
  )
}

const notVerified = () =>
  new BreakwaterError(
    'refused',
    'kill_switch_off',
    'Positions are flattened only while the kill switch is on and zero open orders are verified.',
    { hint: 'Activate the kill switch first; its answer says when zero is verified.' },
  )
