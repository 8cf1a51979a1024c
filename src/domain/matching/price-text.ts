import { decimalPlaces } from '../money.ts'
import type { OrderType } from '../order.ts'
import { type ParsedPrice, parsePrice } from './price.ts'
import { Refused } from './refused.ts'
import type { PairRules } from './terms.ts'

/** Which of Kraken's two prices each order type takes. */
const TAKES: Readonly<Record<OrderType, 0 | 1 | 2>> = {
  market: 0,
  'settle-position': 0,
  limit: 1,
  iceberg: 1,
  'stop-loss': 1,
  'take-profit': 1,
  'trailing-stop': 1,
  'stop-loss-limit': 2,
  'take-profit-limit': 2,
  'trailing-stop-limit': 2,
}

/**
 * Checks that an order type has the prices it takes, in a form it takes. Throws `Refused`: a missing one is an invalid
 * argument, nonsense an invalid price, too many decimals a failed tick size check.
 */
export const checkPriceText = (
  type: OrderType,
  price: string | undefined,
  price2: string | undefined,
  rules: Pick<PairRules, 'pairDecimals'>,
  prefix?: 'close',
): void => {
  const name = (key: string) => (prefix === undefined ? key : `${prefix}[${key}]`)
  if (TAKES[type] >= 1) checkOne(price, name('price'), rules)
  if (TAKES[type] === 2) checkOne(price2, name('price2'), rules)
  if (!type.startsWith('trailing')) return
  mustBeRelative(price, ['+'])
  if (type === 'trailing-stop-limit') mustBeRelative(price2, ['+', '-'])
}

const checkOne = (text: string | undefined, name: string, rules: Pick<PairRules, 'pairDecimals'>): void => {
  if (text === undefined || text === '') throw new Refused(`EGeneral:Invalid arguments:${name}`)
  const parsed = parsedOrRefused(text)
  if (parsed.kind === 'absolute' && decimalPlaces(parsed.price) > rules.pairDecimals)
    throw new Refused('EOrder:Tick size check failed')
}

const parsedOrRefused = (text: string): ParsedPrice => {
  const parsed = parsePrice(text)
  if (parsed === undefined) throw new Refused('EOrder:Invalid price')
  return parsed
}

const mustBeRelative = (text: string | undefined, signs: readonly string[]): void => {
  const parsed = parsedOrRefused(text ?? '')
  if (parsed.kind !== 'relative' || !signs.includes(parsed.sign)) throw new Refused('EOrder:Invalid price')
}
