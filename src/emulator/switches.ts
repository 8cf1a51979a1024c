import * as z from 'zod'
import { STATUSES, TIERS } from './world.ts'

const seconds = z.number().min(0)

/** What `POST /__emulator/switches` turns, some of it because no source says what the real Kraken does. */
export const SwitchRequest = z
  .strictObject({
    status: z.enum(STATUSES),
    tier: z.enum(TIERS),
    /** In which spelling GetApiKeyInfo answers: documented camelCase, or the snake_case that was seen live. */
    keyInfo: z.enum(['camel', 'snake']),
    /** How long an allocation or deallocation stays pending. */
    earnSeconds: seconds,
    /** For how long a placed order stays out of OpenOrders, ClosedOrders and QueryOrders. */
    hideSeconds: seconds,
    /** CancelOrder answers `pending` and the order goes so much later; with 0 it goes at once. */
    cancelPendingSeconds: seconds,
    /** So many bad nonces or signatures within a minute lock a key out … */
    lockoutAfter: z.int().min(1),
    /** … for so long. */
    lockoutSeconds: seconds,
    /** Unconfirmed: what Kraken says of a client id that is open already. */
    duplicateClientId: z.string(),
    /** Unconfirmed: unknown ids in CancelOrderBatch are an error if none is known, an error always, or passed over. */
    cancelBatchUnknown: z.enum(['error_if_all', 'error', 'ignored']),
    /** Unconfirmed: QueryOrders finds orders by `cl_ord_id` too. */
    queryByClientId: z.boolean(),
    /** Unconfirmed: the `triggerTime` of a dead-man timer that is off. */
    deadManOff: z.enum(['0', '']),
    /** Unconfirmed: the fault `unavailable` strikes after the call was carried out, instead of before. */
    unavailableExecutes: z.boolean(),
    /** Unconfirmed: points on the REST counter by path, such as { "ClosedOrders": 4, "CancelAll": 0 }; others as documented. */
    costs: z.record(z.string(), z.number().min(0)),
  })
  .partial()

export type Switches = Required<z.infer<typeof SwitchRequest>>

/** How the switches stand in a new world. */
export const openingSwitches = (): Switches => ({
  status: 'online',
  tier: 'starter',
  keyInfo: 'camel',
  earnSeconds: 0,
  hideSeconds: 0,
  cancelPendingSeconds: 0,
  lockoutAfter: 100,
  lockoutSeconds: 900,
  duplicateClientId: 'EOrder:cl_ord_id already in use',
  cancelBatchUnknown: 'error_if_all',
  queryByClientId: false,
  deadManOff: '0',
  unavailableExecutes: false,
  costs: {},
})
