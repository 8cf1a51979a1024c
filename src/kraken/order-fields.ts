import * as z from 'zod'
import { ORDER_TYPES } from '../domain/order.ts'
import { ClientOrderId, Flag, list, OrderTime, Price, Userref, Volume } from './params.ts'

const OrderType = z.enum(ORDER_TYPES)
const CloseType = OrderType.exclude(['market', 'settle-position'])

/** What describes one order, in AddOrder and in each order of a batch. Source: Kraken's AddOrder page. */
export const ORDER_FIELDS = {
  ordertype: OrderType,
  type: z.enum(['buy', 'sell']),
  volume: Volume,
  price: Price.optional(),
  price2: Price.optional(),
  userref: Userref.optional(),
  cl_ord_id: ClientOrderId.optional(),
  displayvol: Volume.optional(),
  trigger: z.enum(['index', 'last']).optional(),
  leverage: z
    .string()
    .refine((value) => /^([1-9]\d?|none)$/.test(value), 'must be a whole number such as "5", or "none"')
    .optional(),
  reduce_only: Flag.optional(),
  stptype: z.enum(['cancel-newest', 'cancel-oldest', 'cancel-both']).optional(),
  oflags: list(z.enum(['post', 'fcib', 'fciq', 'nompp', 'viqc'])).optional(),
  timeinforce: z.enum(['GTC', 'IOC', 'GTD', 'FOK']).optional(),
  starttm: OrderTime.optional(),
  expiretm: OrderTime.optional(),
  close: z
    .strictObject({ ordertype: CloseType, price: Price.optional(), price2: Price.optional() })
    .optional(),
}

/** One order of a batch, as the schema accepts it. */
export type OrderParams = z.infer<z.ZodObject<typeof ORDER_FIELDS>>
