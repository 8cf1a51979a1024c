import { type Decimal, isDecimal, multiply, sum } from '../../domain/money.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import { isBatch, ordersOf } from '../batch.ts'
import { asWritten, withoutSuffix } from '../rails/asset-name.ts'
import type { PairTable } from '../rails/tables.ts'

type Names = Pick<PairTable, 'pair'> | undefined

/** An order that a call would change, as it was placed. */
export interface Changed {
  readonly pair: string | undefined
  readonly params: Params
}

/** What a call would do, in the words in which its owner would say it: "Buy 0.5 BTC at 61,000 USD limit". */
export const summaryOf = (endpoint: Endpoint, params: Params, names: Names, changed?: Changed): string => {
  if (isBatch(params))
    return legible(params.orders.map((order) => orderWords(params.pair, order, names)).join('; '))
  if (endpoint.tool === 'add_order') return legible(orderWords(params.pair, params, names))
  if (endpoint.tool === 'amend_order') return legible(amendWords(params, names, changed))
  return legible(fundsWords(endpoint, params))
}

// What cannot be seen must not turn the words around, nor break their line.
const legible = (words: string): string =>
  words.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)

/** What it costs at most where nothing was measured: volume times limit in the quote asset, or the amount that moves. */
export const plainCost = (params: Params): Decimal | undefined => {
  const costs = ordersOf(params).map(({ volume, price, amount, oflags }) => {
    if (isAmount(amount)) return amount
    if (spends(oflags) && isAmount(volume)) return volume
    return isAmount(volume) && isAmount(price) ? multiply(volume, price) : undefined
  })
  return costs.every((cost) => cost !== undefined) ? sum(costs) : undefined
}

const orderWords = (pairName: unknown, order: Params, names: Names): string => {
  const pair = names?.pair(String(pairName))
  const [base, quote] = pair ? [pair.base, pair.quote] : [`of ${String(pairName)}`, '']
  const { type, ordertype, volume, price, price2, leverage, reduce_only, oflags } = order
  const isCost = spends(oflags)
  const unit = (text: unknown) =>
    [grouped(text), String(text).endsWith('%') ? '' : quote].filter((word) => word !== '').join(' ')
  return [
    `${type === 'sell' ? 'Sell' : 'Buy'} ${grouped(volume)} ${isCost ? `${quote} worth of ${base}` : base}`,
    ...(price === undefined ? [] : [`at ${unit(price)}`]),
    ...(price2 === undefined ? [] : [`then ${unit(price2)}`]),
    String(ordertype),
    ...(leverage === undefined ? [] : [`with leverage ${String(leverage)}`]),
    ...(reduce_only === true ? ['(reduce only)'] : []),
    ...closeWords(order.close),
    ...besideWords(order),
  ].join(' ')
}

/** Whether the volume is what is spent of the quote asset. */
const spends = (oflags: unknown): boolean => Array.isArray(oflags) && oflags.includes('viqc')

/** When it starts and ends, and whatever else makes it another order than its first words say. */
const besideWords = ({ oflags, ...order }: Params): readonly string[] => {
  const flags = Array.isArray(oflags) ? oflags.filter((flag) => flag !== 'viqc') : []
  const told = Object.entries(BESIDE).flatMap(([name, words]) =>
    order[name] === undefined ? [] : [`${words} ${String(order[name])}`],
  )
  const all = [...told, ...(flags.length > 0 ? [`flags ${flags.join(' ')}`] : [])]
  return all.length === 0 ? [] : [`(${all.join(', ')})`]
}

const BESIDE: Readonly<Record<string, string>> = {
  starttm: 'starts',
  expiretm: 'ends',
  timeinforce: 'in force',
  displayvol: 'shows',
  trigger: 'trigger by',
  stptype: 'self trade',
  asset_class: 'class',
}

const closeWords = (close: unknown): readonly string[] => {
  if (typeof close !== 'object' || close === null) return []
  const words = Object.values(close).map((value) => grouped(value))
  return [`and close it by ${words.join(' ')}`]
}

const CHANGES = ['order_qty', 'display_qty', 'limit_price', 'trigger_price'] as const

const amendWords = (params: Params, names: Names, changed: Changed | undefined): string => {
  const changes = CHANGES.flatMap((name) =>
    params[name] === undefined ? [] : [`${name.replace('_', ' ')} ${grouped(params[name])}`],
  )
  const name = params.txid === undefined ? quoted(params.cl_ord_id) : String(params.txid)
  const placed = changed ? ` (${orderWords(changed.pair, changed.params, names)}, as it was placed)` : ''
  return [
    `Change order ${name}${placed} to ${changes.join(', ')}`,
    ...(params.post_only === undefined ? [] : [`post only ${String(params.post_only)}`]),
  ].join(', ')
}

/** A name as its caller wrote it, which must not end its own quotation. */
const quoted = (name: unknown): string => `“${String(name).replaceAll(/[“”"]/g, "'")}”`

const VERBS: Readonly<Record<string, string>> = {
  withdraw: 'Withdraw',
  cancel_withdrawal: 'Cancel the withdrawal',
  wallet_transfer: 'Move to the Futures wallet',
  account_transfer: 'Move to another account',
  allocate_earn: 'Put into Earn',
  deallocate_earn: 'Take out of Earn',
  create_subaccount: 'Create a subaccount',
}

/** What names the money and where it goes stands first; every other parameter is told too. */
const fundsWords = ({ tool }: Endpoint, { amount, asset, key, ...rest }: Params): string =>
  [
    VERBS[tool] ?? tool,
    ...(amount === undefined ? [] : [grouped(amount)]),
    ...(asset === undefined ? [] : [asWritten(withoutSuffix(String(asset)))]),
    ...(key === undefined ? [] : [`to ${quoted(key)}`]),
    ...Object.entries(rest).map(([name, value]) => `${name} ${JSON.stringify(value)}`),
  ].join(' ')

const isAmount = (value: unknown): value is Decimal =>
  typeof value === 'string' && isDecimal(value) && !/^[+-]/.test(value)

/** "61000.5" is 61,000.5; a relative price stays as it is written. */
const grouped = (value: unknown): string => {
  const text = String(value)
  const [whole = '', ...fraction] = text.split('.')
  if (!isAmount(value)) return text
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.')
}
