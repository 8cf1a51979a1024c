import { Refused } from '../../domain/matching/refused.ts'
import type { Position } from '../../domain/matching/state.ts'
import { fixed, sum } from '../../domain/money.ts'
import { choiceOf, flagOf, listOf } from './arguments.ts'
import type { TradingCall, TradingHandler } from './call.ts'
import { calculated, positionView, signed } from './position-view.ts'
import { inCost } from './show.ts'

/** OpenPositions, by id; with `consolidation=market` an array with one row for each pair and side. */
export const getOpenPositions: TradingHandler = (call) => {
  const positions = asked(call)
  const price = (position: Position) =>
    flagOf(call.params, 'docalcs') ? call.market.last(position.terms.pair, call.now) : undefined
  if (choiceOf(call.params, 'consolidation', ['market']) === 'market')
    return consolidated(positions).map((group) => marketView(group, price))
  return Object.fromEntries(
    positions.map((position) => [position.id, positionView(position, price(position))]),
  )
}

const asked = ({ account, params }: TradingCall): readonly Position[] => {
  const ids = listOf(params, 'txid')
  const all = Object.values(account.positions)
  if (ids === undefined) return all
  return ids.map((id) => {
    const position = account.positions[id]
    if (position === undefined) throw new Refused('EOrder:Unknown position')
    return position
  })
}

const consolidated = (positions: readonly Position[]): readonly (readonly Position[])[] => [
  ...Map.groupBy(positions, (position) => `${position.terms.pair} ${position.side}`).values(),
]

const marketView = (group: readonly Position[], price: (position: Position) => string | undefined) => {
  const [first] = group
  if (first === undefined) return {}
  const { costDecimals, lotDecimals, pair } = first.terms
  const at = price(first)
  const figures = at === undefined ? [] : group.map((position) => calculated(position, at))
  const cost = (amount: (position: Position) => string) => inCost(sum(group.map(amount)), costDecimals)
  return {
    pair,
    positions: String(group.length),
    type: first.side,
    leverage: String(first.leverage),
    cost: cost((position) => position.cost),
    fee: cost((position) => position.fee),
    vol: fixed(sum(group.map((position) => position.volume)), lotDecimals),
    vol_closed: fixed(sum(group.map((position) => position.closedVolume)), lotDecimals),
    margin: cost((position) => position.margin),
    ...(at === undefined
      ? {}
      : {
          value: fixed(sum(figures.map((figure) => figure.value)), 4),
          net: signed(sum(figures.map((figure) => figure.net)), 4),
        }),
  }
}
