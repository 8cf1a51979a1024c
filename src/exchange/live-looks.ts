import type { Client } from '../kraken/client.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { SystemStatus } from '../kraken/endpoints/market/status.ts'
import { CancelOrder } from '../kraken/endpoints/trading/cancelling.ts'
import type { Reply } from '../kraken/reply.ts'
import { type Clock, within } from './clock.ts'
import type { Body, Exchange } from './exchange.ts'
import type { Intent } from './intent.ts'
import type { Journal } from './journal.ts'
import type { KeyInfoSource } from './key-info.ts'
import { whyBlind } from './vision.ts'

/** Reads through the lane; whatever keeps a read from being asked makes it a lost one. */
export const asking =
  (body: Pick<Body, 'read'>) =>
  async (endpoint: Endpoint, params: Params): Promise<Reply> => {
    try {
      return await body.read(endpoint, params)
    } catch {
      // Over budget, a full queue, a missing permission: the look is not complete, and says so.
      return { kind: 'lost', why: 'network' }
    }
  }

const STATUS_TIMEOUT_MS = 5_000

/** Absence means something only while the exchange is online and the key sees open and closed orders of now. */
export const absenceCounts =
  (client: Pick<Client, 'public'>, key: KeyInfoSource, clock: Clock) => async (): Promise<boolean> => {
    const info = await key.get()
    if (!info || whyBlind(info, clock.now()) !== undefined) return false
    const reply = await within(clock, STATUS_TIMEOUT_MS, (signal) =>
      client.public(SystemStatus, {}, { signal }),
    )
    return reply.kind === 'result' && isOnline(reply.result)
  }

const isOnline = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'status' in result && result.status === 'online'

/** Carries out the cancel that was wished for while the order was in doubt. Never throws; a wish that fails is kept. */
export const cancelFound = async (
  stop: Exchange['stop'],
  journal: Journal,
  intent: Intent,
): Promise<void> => {
  const [txid] = intent.txids
  if (txid === undefined) return
  try {
    await stop(
      CancelOrder,
      { txid },
      { tokenId: intent.cancelWish ?? intent.tokenId, request: 'settlement', began: 0 },
    )
    journal.wishDone(intent.id)
  } catch {
    // The wish stays on the row; the next minute's reconciliation tries it again.
  }
}
