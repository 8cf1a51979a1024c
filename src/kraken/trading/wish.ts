import { SELF_TRADE } from '../../domain/matching/order.ts'
import type { Wish } from '../../domain/matching/wish.ts'
import { isDecimal } from '../../domain/money.ts'
import { type ConditionalClose, ORDER_TYPES } from '../../domain/order.ts'
import type { Params } from './arguments.ts'
import { choiceOf, flagOf, invalid, listOf, requiredText, textOf } from './arguments.ts'

const FLAGS = ['post', 'fcib', 'fciq', 'nompp', 'viqc']
const CLOSE_TYPES = ORDER_TYPES.filter((type) => type !== 'market' && type !== 'settle-position')

/** Reads one order as AddOrder or a batch describes it; what is not understood is an invalid argument of its name. */
export const wishOf = (params: Params): Wish => ({
  side: required(choiceOf(params, 'type', ['buy', 'sell']), 'type'),
  orderType: required(choiceOf(params, 'ordertype', ORDER_TYPES), 'ordertype'),
  volume: decimalOf(params, 'volume') ?? missing('volume'),
  price: textOf(params, 'price'),
  price2: textOf(params, 'price2'),
  displayVolume: decimalOf(params, 'displayvol'),
  triggerBy: choiceOf(params, 'trigger', ['last', 'index']),
  leverage: leverageOf(params),
  reduceOnly: flagOf(params, 'reduce_only'),
  timeInForce: choiceOf(params, 'timeinforce', ['GTC', 'IOC', 'GTD', 'FOK']),
  flags: flagsOf(params),
  startTime: textOf(params, 'starttm'),
  expireTime: textOf(params, 'expiretm'),
  close: closeOf(params),
  clientOrderId: clientIdOf(params),
  userref: userrefOf(params),
  selfTrade: choiceOf(params, 'stptype', SELF_TRADE),
})

/** A positive or zero decimal; undefined where it was left out. */
export const decimalOf = (params: Params, name: string): string | undefined => {
  const value = textOf(params, name)
  if (value === undefined) return undefined
  if (!isDecimal(value) || value.startsWith('-') || value.startsWith('+')) throw invalid(name)
  return value
}

/** Kraken's forms of a client id: a UUID, 32 hex digits, or up to 18 printable characters. */
export const clientIdOf = (params: Params): string | undefined => {
  const value = textOf(params, 'cl_ord_id')
  if (value === undefined) return undefined
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) || /^[0-9a-f]{32}$/i.test(value)
  if (!isUuid && !/^[\x21-\x7e]{1,18}$/.test(value)) throw invalid('cl_ord_id')
  return value
}

/** A signed 32-bit number; undefined where it was left out. */
export const userrefOf = (params: Params): number | undefined => {
  const value = textOf(params, 'userref')
  if (value === undefined) return undefined
  const number = Number(value)
  if (!/^-?\d+$/.test(value) || number !== (number | 0)) throw invalid('userref')
  return number
}

/** The order flags that are asked for; refuses unknown ones. */
export const flagsOf = (params: Params): readonly string[] => {
  const flags = listOf(params, 'oflags') ?? []
  if (flags.some((flag) => !FLAGS.includes(flag))) throw invalid('oflags')
  return flags
}

const missing = (name: string): never => {
  throw invalid(name)
}

const required = <T>(value: T | undefined, name: string): T => value ?? missing(name)

const leverageOf = (params: Params): string | undefined => {
  const value = textOf(params, 'leverage')
  if (value !== undefined && !/^(none|[0-9]{1,2}(:1)?)$/.test(value)) throw invalid('leverage')
  return value
}

const closeOf = (params: Params): ConditionalClose | undefined => {
  const close = params.close
  const flat = textOf(params, 'close[ordertype]')
  if (close === undefined && flat === undefined) return undefined
  if (close !== undefined && !isRecord(close)) throw invalid('close')
  const fields: Params = close ?? {
    ordertype: flat,
    price: params['close[price]'],
    price2: params['close[price2]'],
  }
  requiredText(fields, 'ordertype')
  const orderType = required(choiceOf(fields, 'ordertype', CLOSE_TYPES), 'close[ordertype]')
  return { orderType, price: textOf(fields, 'price'), price2: textOf(fields, 'price2') }
}

/** Tells whether a value is an object with fields. */
export const isRecord = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
