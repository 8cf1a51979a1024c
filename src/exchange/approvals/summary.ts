import { type Decimal, isDecimal, multiply, sum } from '../../domain/money.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import { asWritten, withoutSuffix } from '../rails/asset-name.ts'
import type { PairTable } from '../rails/tables.ts'

type Names = Pick<PairTable, 'pair'> | undefined

/** What a call would do, in the words in which its owner would say it: "Buy 0.5 BTC at 61,000 USD limit". */
export const summaryOf = (endpoint: Endpoint, params: Params, names: Names): string => {
  if (isBatch(params)) return params.orders.map((order) => orderWords(params.pair, order, names)).join('; ')
  if (endpoint.tool === 'add_order') return orderWords(params.pair, params, names)
  if (endpoint.tool === 'amend_order') return amendWords(params)
  return fundsWords(endpoint, params)
}

/** What it costs at most where nothing was measured: volume times limit in the quote asset, or the amount that moves. */
export const plainCost = (params: Params): Decimal | undefined => {
  const orders = isBatch(params) ? params.orders : [params]
  const costs = orders.map(({ volume, price, amount }) => {
    if (isAmount(amount)) return amount
    return isAmount(volume) && isAmount(price) ? multiply(volume, price) : undefined
  })
  return costs.every((cost) => cost !== undefined) ? sum(costs) : undefined
}

const orderWords = (pairName: unknown, order: Params, names: Names): string => {
  const pair = names?.pair(String(pairName))
  const [base, quote] = pair ? [pair.base, pair.quote] : [`of ${String(pairName)}`, '']
  const { type, ordertype, volume, price, price2, leverage, reduce_only, oflags } = order
  const isCost = Array.isArray(oflags) && oflags.includes('viqc')
  const unit = (text: unknown) => [grouped(text), quote].filter((word) => word !== '').join(' ')
  return [
    `${type === 'sell' ? 'Sell' : 'Buy'} ${grouped(volume)} ${isCost ? `${quote} worth of ${base}` : base}`,
    ...(price === undefined ? [] : [`at ${unit(price)}`]),
    ...(price2 === undefined ? [] : [`then ${unit(price2)}`]),
    String(ordertype),
    ...(leverage === undefined ? [] : [`with leverage ${String(leverage)}`]),
    ...(reduce_only === true ? ['(reduce only)'] : []),
    ...closeWords(order.close),
  ].join(' ')
}

const closeWords = (close: unknown): readonly string[] => {
  if (typeof close !== 'object' || close === null) return []
  const words = Object.values(close).map((value) => grouped(value))
  return [`and close it by ${words.join(' ')}`]
}

const CHANGES = ['order_qty', 'display_qty', 'limit_price', 'trigger_price'] as const

const amendWords = (params: Params): string => {
  const changes = CHANGES.flatMap((name) =>
    params[name] === undefined ? [] : [`${name.replace('_', ' ')} ${grouped(params[name])}`],
  )
  return `Change order ${String(params.txid ?? params.cl_ord_id)} to ${changes.join(', ')}`
}

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
    ...(key === undefined ? [] : [`to “${String(key)}”`]),
    ...Object.entries(rest).map(([name, value]) => `${name} ${JSON.stringify(value)}`),
  ].join(' ')

const isBatch = (params: Params): params is Params & { readonly orders: readonly Params[] } =>
  Array.isArray(params.orders) && params.orders.every((order) => typeof order === 'object')

const isAmount = (value: unknown): value is Decimal =>
  typeof value === 'string' && isDecimal(value) && !/^[+-]/.test(value)

/** "61000.5" is 61,000.5; a relative price stays as it is written. */
const grouped = (value: unknown): string => {
  const text = String(value)
  const [whole = '', ...fraction] = text.split('.')
  if (!isAmount(value)) return text
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.')
}
