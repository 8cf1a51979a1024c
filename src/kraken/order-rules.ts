import { compare, divide, isZero } from '../domain/money.ts'
import type { OrderParams } from './order-fields.ts'

type Priced = Pick<OrderParams, 'price' | 'price2'> & { readonly ordertype: string }
interface Rule {
  readonly path: readonly string[]
  readonly says: string
  broken(order: OrderParams): boolean
}

const UNPRICED = ['market', 'settle-position']
const TWO_PRICED = ['stop-loss-limit', 'take-profit-limit', 'trailing-stop-limit']
const TRAILING = ['trailing-stop', 'trailing-stop-limit']
const TRIGGERED = ['stop-loss', 'take-profit', ...TWO_PRICED, 'trailing-stop']

const has = (order: OrderParams, flag: string) => order.oflags?.some((set) => set === flag) === true
const isLeveraged = (order: OrderParams) => order.leverage !== undefined && order.leverage !== 'none'
const never = (text: string | undefined, ...starts: string[]) =>
  text !== undefined && !starts.some((start) => text.startsWith(start))

// The same four rules hold for an order and for the order that its fill opens.
const PRICES: readonly { field: 'price' | 'price2'; says: string; broken(priced: Priced): boolean }[] = [
  {
    field: 'price',
    says: 'is needed by every order type but market and settle-position, which take none',
    broken: ({ ordertype, price }) => UNPRICED.includes(ordertype) !== (price === undefined),
  },
  {
    field: 'price2',
    says: 'is needed by stop-loss-limit, take-profit-limit and trailing-stop-limit, and taken by no other type',
    broken: ({ ordertype, price2 }) => TWO_PRICED.includes(ordertype) !== (price2 !== undefined),
  },
  {
    field: 'price',
    says: 'of a trailing stop is an offset that begins with "+"',
    broken: ({ ordertype, price }) => TRAILING.includes(ordertype) && never(price, '+'),
  },
  {
    field: 'price2',
    says: 'of a trailing stop is an offset that begins with "+" or "-"',
    broken: ({ ordertype, price2 }) => TRAILING.includes(ordertype) && never(price2, '+', '-'),
  },
]

// What Kraken's AddOrder page excludes; said here, so that nothing leaves that Kraken would refuse or quietly ignore.
const RULES: readonly Rule[] = [
  ...PRICES.map(({ field, says, broken }) => ({ path: [field], says, broken })),
  ...PRICES.map(({ field, says, broken }) => ({
    path: ['close', field],
    says,
    broken: ({ close }: OrderParams) => close !== undefined && broken(close),
  })),
  {
    path: ['userref'],
    says: 'and cl_ord_id exclude each other',
    broken: ({ userref, cl_ord_id }) => userref !== undefined && cl_ord_id !== undefined,
  },
  {
    path: ['volume'],
    says: 'may be 0 only where it closes a margin position',
    broken: (order) => isZero(order.volume) && !isLeveraged(order) && order.ordertype !== 'settle-position',
  },
  {
    path: ['displayvol'],
    says: 'belongs to iceberg orders, which need it, and lies between a fifteenth of the volume and the volume',
    broken: ({ ordertype, displayvol, volume }) => {
      if (ordertype !== 'iceberg' || displayvol === undefined) {
        return (ordertype === 'iceberg') !== (displayvol !== undefined)
      }
      return compare(displayvol, divide(volume, '15', 12)) < 0 || compare(displayvol, volume) > 0
    },
  },
  {
    path: ['trigger'],
    says: 'belongs to stop, take-profit and trailing orders, or to such a close',
    broken: ({ trigger, ordertype, close }) =>
      trigger !== undefined && !TRIGGERED.includes(ordertype) && !TRIGGERED.includes(close?.ordertype ?? ''),
  },
  {
    path: ['timeinforce'],
    says: 'GTD and expiretm need each other',
    broken: ({ timeinforce, expiretm }) => (timeinforce === 'GTD') !== ((expiretm ?? '0') !== '0'),
  },
  {
    path: ['timeinforce'],
    says: 'FOK is for limit orders',
    broken: ({ timeinforce, ordertype }) => timeinforce === 'FOK' && ordertype !== 'limit',
  },
  {
    path: ['oflags'],
    says: 'post is for limit orders that may rest',
    broken: (order) =>
      has(order, 'post') &&
      (!['limit', 'iceberg'].includes(order.ordertype) || ['IOC', 'FOK'].includes(order.timeinforce ?? '')),
  },
  {
    path: ['oflags'],
    says: 'fcib and fciq exclude each other',
    broken: (order) => has(order, 'fcib') && has(order, 'fciq'),
  },
  {
    path: ['oflags'],
    says: 'viqc is for market buys without leverage',
    broken: (order) =>
      has(order, 'viqc') && (order.ordertype !== 'market' || order.type !== 'buy' || isLeveraged(order)),
  },
]

/** What zod hands to a refinement; only the part that is used here. */
interface Refusals {
  addIssue(issue: { code: 'custom'; message: string; path: string[] }): void
}

/** Refuses combinations of order parameters that Kraken excludes; takes the parsed order and zod's refinement context. */
export const checkOrder = (order: OrderParams, context: Refusals): void => {
  for (const { path, says } of RULES.filter((rule) => rule.broken(order))) {
    context.addIssue({ code: 'custom', message: says, path: [...path] })
  }
}
