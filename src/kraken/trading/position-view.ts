import { openVolume, type Position } from '../../domain/matching/state.ts'
import { type Decimal, fixed, multiply, negate, subtract } from '../../domain/money.ts'
import { inCost, seconds } from './show.ts'

/** What the open part of a position had cost, is worth at a price, and would gain. */
export const calculated = (position: Position, price: Decimal) => {
  const basis = subtract(position.cost, position.closedBasis)
  const value = fixed(multiply(openVolume(position), price), position.terms.quotePlaces)
  const gain = subtract(value, basis)
  return { basis, value, net: position.side === 'buy' ? gain : negate(gain) }
}

/** A gain with its sign, as Kraken writes it. */
export const signed = (gain: Decimal, places: number): string =>
  gain.startsWith('-') ? fixed(gain, places) : `+${fixed(gain, places)}`

/** A position as OpenPositions shows it; with a price also its value and net gain. There is no rollover, so its terms are zero. */
export const positionView = (position: Position, price: Decimal | undefined) => {
  const { costDecimals, lotDecimals, pair } = position.terms
  const at = price === undefined ? undefined : calculated(position, price)
  return {
    ordertxid: position.orderId,
    posstatus: 'open',
    pair,
    time: seconds(position.openedAt),
    type: position.side,
    ordertype: position.orderType,
    cost: inCost(position.cost, costDecimals),
    fee: inCost(position.fee, costDecimals),
    vol: fixed(position.volume, lotDecimals),
    vol_closed: fixed(position.closedVolume, lotDecimals),
    margin: inCost(position.margin, costDecimals),
    ...(at === undefined ? {} : { value: fixed(at.value, 4), net: signed(at.net, 4) }),
    terms: '0.0000% per 4 hours',
    rollovertm: String(Math.floor(position.openedAt / 1000) + 4 * 3600),
    misc: '',
    oflags: '',
  }
}
