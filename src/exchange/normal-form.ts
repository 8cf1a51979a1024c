import { createHash } from 'node:crypto'
import { isDecimal, normalise } from '../domain/money.ts'
import type { Params } from '../kraken/endpoint.ts'

/** Parameters that hold an amount or a price: "0.10" and "0.1" mean the same. */
const AMOUNTS = new Set([
  'volume',
  'price',
  'price2',
  'displayvol',
  'order_qty',
  'display_qty',
  'limit_price',
  'trigger_price',
  'amount',
  'max_fee',
  'leverage',
])

/** What says when, or how to be told, but not what is wanted. */
const BESIDE = new Set(['deadline', 'idempotency_key', 'broker'])

/**
 * Parameters in their one normal form: amounts without superfluous zeros, keys in order, nothing undefined. Names of
 * pairs and assets have one spelling already when they come here.
 */
export const normalForm = (params: Params): Params =>
  Object.fromEntries(
    Object.keys(params)
      .sort()
      .filter((name) => params[name] !== undefined && !BESIDE.has(name))
      .map((name) => [name, plain(name, params[name])]),
  )

const plain = (name: string, value: unknown): unknown => {
  if (typeof value === 'string') return AMOUNTS.has(name) ? amount(value) : value
  if (Array.isArray(value)) return value.map((item) => plain(name, item))
  return typeof value === 'object' && value !== null ? normalForm({ ...value }) : value
}

// "+1.50%" is "+1.5%".
const amount = (text: string): string => {
  const [, sign = '', digits = '', percent = ''] = /^([+\-#]?)([\d.]+)(%?)$/.exec(text) ?? []
  return isDecimal(digits) ? `${sign}${normalise(digits)}${percent}` : text
}

/** One word for what a call wants: equal for equal normal forms. */
export const digestOf = (tool: string, params: Params): string =>
  shortHash(JSON.stringify([tool, normalForm(params)]))

/** One word for how an order looks: pair, side, type, volume and exact prices; what else it says makes no difference. */
export const likenessOf = (pair: unknown, order: Params): string => {
  const { type, ordertype, volume, price, price2 } = normalForm(order)
  return shortHash(JSON.stringify([pair, type, ordertype, volume, price, price2]))
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
