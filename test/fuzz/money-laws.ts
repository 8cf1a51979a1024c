import type { Effect, Entry, Trade } from '../../src/domain/matching/effect.ts'
import { available, held } from '../../src/domain/matching/hold.ts'
import { add, type Decimal, equals, isNegative, negate, subtract, sum } from '../../src/domain/money.ts'
import type { Happening } from './laws.ts'

/** The laws of the money: the ledger is the balance, a trade is its ledger rows, nothing is below zero. */
export const moneyLaws = ({ before, after: { state, effects } }: Happening): readonly string[] => {
  const broken: string[] = []
  const running: Record<string, Decimal> = { ...before.balances }
  for (const { asset, amount, fee, balance } of entriesOf(effects)) {
    running[asset] = subtract(add(running[asset] ?? '0', amount), fee)
    if (!equals(running[asset], balance))
      broken.push(`a ledger row of ${asset} says ${balance}, it is ${running[asset]}`)
  }
  for (const [asset, balance] of Object.entries(state.balances)) {
    if (!equals(balance, running[asset] ?? '0')) broken.push(`the balance of ${asset} is not its ledger`)
    if (isNegative(balance)) broken.push(`the balance of ${asset} is ${balance}`)
    if (isNegative(held(state, asset))) broken.push(`the hold of ${asset} is negative`)
    if (isNegative(available(state, asset))) broken.push(`what is available of ${asset} is negative`)
  }
  for (const effect of effects)
    if (effect.kind === 'trade' && effect.trade.leverage === 0)
      broken.push(...tradeLaws(effect.trade, effects))
  return broken
}

const entriesOf = (effects: readonly Effect[]): readonly Entry[] =>
  effects.flatMap((effect) => (effect.kind === 'ledger' ? [effect.entry] : []))

const tradeLaws = (trade: Trade, effects: readonly Effect[]): readonly string[] => {
  const rows = entriesOf(effects).filter((entry) => entry.refid === trade.id)
  const sumOf = (amounts: readonly Decimal[]) => sum(amounts)
  const amounts = rows.map((row) => row.amount)
  const expected =
    trade.side === 'buy' ? [negate(trade.cost), trade.volume] : [negate(trade.volume), trade.cost]
  const fees = sumOf(rows.filter((row) => row.asset === trade.feeAsset).map((row) => row.fee))
  return [
    ...(rows.map((row) => row.id).join() === trade.ledgers.join()
      ? []
      : [`${trade.id} does not name its ledger rows`]),
    ...(amounts.length === 2 && amounts.every((amount, at) => equals(amount, expected[at] ?? ''))
      ? []
      : [`${trade.id} is not what its ledger moved`]),
    ...(equals(fees, trade.charged) && equals(sumOf(rows.map((row) => row.fee)), trade.charged)
      ? []
      : [`${trade.id} charged another fee than its ledger`]),
  ]
}
