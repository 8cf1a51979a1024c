import * as z from 'zod'

/** A decimal as text, as Kraken writes it; "+154.2" and "-10.0" occur. */
export const Decimal = z.string()

/** A number that Kraken writes as JSON number or as text, depending on the endpoint. */
export const Numeric = z.union([z.number(), z.string()])

/** Results keyed by Kraken's own ids or names. */
export const mapOf = <T extends z.ZodType>(value: T) => z.record(z.string(), value)

/** Market data: one list under the pair's key, beside `last`. */
export const Series = () => mapOf(z.union([z.array(z.array(Numeric)), Numeric]))

export const OrderInfo = () =>
  z.looseObject({
    refid: z.string().nullish(),
    userref: z.number().nullish(),
    cl_ord_id: z.string().nullish(),
    status: z.string(),
    opentm: z.number(),
    starttm: Numeric.optional(),
    expiretm: Numeric.optional(),
    descr: z.looseObject({
      pair: z.string(),
      type: z.string(),
      ordertype: z.string(),
      price: Decimal,
      price2: Decimal,
      leverage: z.string(),
      order: z.string(),
      close: z.string().optional(),
    }),
    vol: Decimal,
    vol_exec: Decimal,
    cost: Decimal,
    fee: Decimal,
    price: Decimal,
    misc: z.string().optional(),
    oflags: z.string().optional(),
    trades: z.array(z.string()).optional(),
    reason: z.string().nullish(),
    closetm: z.number().optional(),
  })

export const TradeInfo = () =>
  z.looseObject({
    ordertxid: z.string(),
    pair: z.string(),
    time: z.number(),
    type: z.string(),
    ordertype: z.string(),
    price: Decimal,
    cost: Decimal,
    fee: Decimal,
    vol: Decimal,
    margin: Decimal.optional(),
    misc: z.string().optional(),
    trade_id: z.number().optional(),
    maker: z.boolean().optional(),
  })

export const LedgerInfo = () =>
  z.looseObject({
    refid: z.string(),
    time: z.number(),
    type: z.string(),
    subtype: z.string().optional(),
    aclass: z.string(),
    asset: z.string(),
    amount: Decimal,
    fee: Decimal,
    balance: Decimal,
  })

/** What Kraken says of an order in words. */
export const OrderWords = () => z.looseObject({ order: z.string().optional(), close: z.string().optional() })
