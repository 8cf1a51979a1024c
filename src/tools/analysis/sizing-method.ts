import type { Desk } from '../../desk/desk.ts'
import { BreakwaterError } from '../../domain/errors.ts'
import { compare, type Decimal, divide, larger, multiply } from '../../domain/money.ts'
import type { Side } from '../../domain/order.ts'
import { exitPrices } from '../../domain/sizing/exits.ts'
import { type Bound, kellyShare, type Terms, volumeForCost, volumeForRisk } from '../../domain/sizing/size.ts'
import { toTick } from '../../domain/sizing/steps.ts'
import type { PairInfo } from '../../kraken/pairs.ts'
import { atrDecimalOf } from './atr.ts'
import { historyOf } from './candles.ts'

/** What a method of sizing asks for, and what it was worked out from. */
export interface Wish {
  readonly bound: Bound
  readonly stop?: Decimal | undefined
  readonly facts: Readonly<Record<string, unknown>>
}

interface Asked {
  readonly pair: string
  readonly side: Side
  readonly method?: 'risk' | 'kelly' | 'volatility' | undefined
  readonly stop?: Decimal | undefined
  readonly risk_percent?: Decimal | undefined
  readonly win_rate?: Decimal | undefined
  readonly payoff?: Decimal | undefined
  readonly kelly_fraction?: Decimal | undefined
  readonly atr_multiplier?: Decimal | undefined
  readonly interval?: string | undefined
}

interface Basis {
  readonly pair: PairInfo
  readonly terms: Terms
  readonly equity: Decimal
}

const PLACES = 18

/** The volume that a method asks for. Throws `invalid` (invalid_argument) on a stop on the wrong side, or none by ATR. */
export const wishOf = async (desk: Desk, asked: Asked, basis: Basis): Promise<Wish> => {
  if (asked.method === 'kelly') return byKelly(asked, basis)
  return byRisk(asked, basis, asked.method === 'volatility' ? await atrStop(desk, asked, basis) : {})
}

const byKelly = (
  { win_rate: rate = '0', payoff = '1', kelly_fraction: fraction = '0.5' }: Asked,
  { terms, equity }: Basis,
): Wish => {
  const share = larger('0', multiply(kellyShare(rate, payoff), fraction))
  const volume = volumeForCost(multiply(larger('0', equity), share), terms)
  return {
    bound: { by: compare(share, '0') > 0 ? 'kelly' : 'no_edge', volume },
    facts: { equity_share: divide(share, '1', 6), kelly_fraction: fraction },
  }
}

const byRisk = (
  asked: Asked,
  { pair, terms, equity }: Basis,
  found: { stop?: Decimal; facts?: object },
): Wish => {
  const { side, risk_percent: percent = '1' } = asked
  const stop = toTick(found.stop ?? asked.stop ?? '0', pair, 'half-up')
  if (compare(stop, terms.entry) !== (side === 'buy' ? -1 : 1))
    throw new BreakwaterError(
      'invalid',
      'invalid_argument',
      `A stop at ${stop} is on the wrong side of an entry at ${terms.entry}`,
      {
        hint:
          side === 'buy'
            ? 'The stop of a buy lies below its entry'
            : 'The stop of a sell lies above its entry',
        details: { argument: 'stop' },
      },
    )
  const risk = divide(multiply(larger('0', equity), percent), '100', PLACES)
  return {
    bound: { by: asked.method ?? 'risk', volume: volumeForRisk(risk, terms, stop) },
    stop,
    facts: { risk: divide(risk, '1', pair.costDecimals), risk_percent: percent, ...found.facts },
  }
}

const atrStop = async (desk: Desk, { pair: name, side, ...asked }: Asked, { pair, terms }: Basis) => {
  const history = await historyOf(desk, name, asked.interval ?? '1h')
  const atr = atrDecimalOf(history.committed, history.interval.word)
  const distance = multiply(atr, asked.atr_multiplier ?? '2')
  const { stop } = exitPrices({ side, entry: terms.entry, distance, riskReward: '0.001' }, pair)
  return { stop, facts: { atr: toTick(atr, pair, 'up'), interval: history.interval.word } }
}
