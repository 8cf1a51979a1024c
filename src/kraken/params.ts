import * as z from 'zod'
import { isDecimal, isZero } from '../domain/money.ts'

// Shapes are checked with refine, not regex: a pattern would be repeated in every listed schema and says less than the message.
// They abort, so that the rules of a whole order never see a malformed field.
const text = (test: (value: string) => boolean, wants: string) =>
  z.string().refine(test, { error: wants, abort: true })
const matching = (pattern: RegExp, wants: string) => text((value) => pattern.test(value), wants)

const isPlain = (value: string) => value.length <= 40 && /^\d/.test(value) && isDecimal(value)

/** A positive decimal in plain notation: "0.5". */
export const Amount = text(
  (value) => isPlain(value) && !isZero(value),
  'must be a positive decimal in plain notation, such as "0.5"',
)

/** Like `Amount`, but "0" is allowed: Kraken reads it as "whatever closes the position". */
export const Volume = text(isPlain, 'must be a decimal of 0 or more in plain notation, such as "0.5"')

/** A price: "37500", or relative to the market: "+1%", "-20.5", "#3%". Source: Kraken's AddOrder page. */
export const Price = matching(
  /^[+\-#]?\d{1,20}(\.\d{1,20})?%?$/,
  'must be a decimal such as "37500", or relative: "+1%", "-20.5", "#3%"',
)

/** A price of an amend: as `Price`, without the automatic sign. */
export const AmendPrice = matching(
  /^[+-]?\d{1,20}(\.\d{1,20})?%?$/,
  'must be a decimal such as "37500", or relative: "+1%", "-20.5"',
)

export const Pair = matching(/^[A-Za-z0-9][A-Za-z0-9./:_-]{1,39}$/, 'must be a pair such as "BTC/USD"')
export const Asset = matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'must be an asset such as "BTC"')

/** An id that Kraken gave: order, trade, ledger, report, reference. */
export const Id = matching(/^[A-Za-z0-9_-]{1,80}$/, 'must be an id as Kraken gave it')

/** The client's own order id. Source: Kraken's AddOrder page. */
export const ClientOrderId = text(
  (value) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ||
    /^[0-9a-f]{32}$/i.test(value) ||
    /^[!-~]{1,18}$/.test(value),
  'must be a UUID, 32 hex digits, or at most 18 ASCII characters',
)

const INT32 = 2 ** 31

/** A 32 bit tag on orders; Kraken neither makes nor keeps it unique. */
export const Userref = z
  .int()
  .refine((value) => value >= -INT32 && value < INT32, 'must fit into 32 signed bits')

/** An order's id, or a userref in its place. */
export const OrderKey = z.union([Id, Userref])

/** Where a range begins or ends: unix seconds, or an id of the kind that is listed. */
export const Bound = matching(/^[A-Za-z0-9.-]{1,40}$/, 'must be unix seconds or an id')

/** Unix seconds, with or without a fraction, or the nanosecond id that Trades gives as `last`. */
export const TradeCursor = matching(
  /^\d{1,19}(\.\d{1,9})?$/,
  'must be a unix time, or `last` of the answer before',
)

/** Start or expiry of an order: "0", unix seconds, or "+seconds" from now. */
export const OrderTime = matching(/^\+?\d{1,12}$/, 'must be unix seconds, or "+60" for a minute from now')

/** RFC 3339, with a zone. A deadline must lie 2 to 60 seconds ahead, which only the clock's owner can check. */
export const Timestamp = text(
  (value) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  'must be an RFC 3339 time such as "2026-01-01T12:00:00Z"',
)

/** Free words that travel to Kraken: a name, a method, a description. */
export const Words = text(
  (value) => value.trim() !== '' && value.length <= 256,
  'must be 1 to 256 characters long',
)

/** A list that is not empty and, where Kraken bounds it, not too long. */
export const list = <T extends z.ZodType>(item: T, most?: number) => {
  const items = most === undefined ? z.array(item) : z.array(item).max(most)
  return items.refine((values) => values.length > 0, 'must not be empty')
}

export const Flag = z.boolean()
export const Seconds = z.int().nonnegative()
export const Offset = z.int().nonnegative()
export const PageSize = z.int().positive()
export const AssetClass = z.enum(['currency', 'tokenized_asset'])

/** Tokenised stocks are found only when their class is named. */
export const Tokenized = z.literal('tokenized_asset')

/** xStocks only: the view as underlying equity or as token. */
export const RebaseMultiplier = z.enum(['rebased', 'base'])

/** 1 = results are keyed by display names (BTC/USD). */
export const AssetVersion = z.literal(1)

/** Which wallet account is meant; travels in the query string and is signed with the path. */
export const AccountId = matching(/^[A-Za-z0-9-]{1,60}$/, 'must be a wallet account id')
