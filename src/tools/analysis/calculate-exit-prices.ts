import * as z from 'zod'
import type { Desk } from '../../desk/desk.ts'
import { type Decimal, divide, multiply } from '../../domain/money.ts'
import { exitPrices } from '../../domain/sizing/exits.ts'
import { toTick } from '../../domain/sizing/steps.ts'
import { Amount, Pair } from '../../kraken/params.ts'
import { analysisTool } from './analysis-tool.ts'
import { ATR_PERIOD, atrDecimalOf } from './atr.ts'
import { historyOf } from './candles.ts'
import { told } from './numbers.ts'
import { lastPriceOf, pairOf } from './pair.ts'
import { IntervalName } from './params.ts'

const PLACES = 20

const exitInput = () =>
  z
    .strictObject({
      pair: Pair,
      side: z.enum(['buy', 'sell']).describe('Of the entry'),
      entry: Amount.describe('Default the last price').optional(),
      atr_multiplier: Amount.describe('Stop in ATRs, default 2').optional(),
      stop_percent: Amount.describe('Stop in percent of the entry instead').optional(),
      risk_reward: Amount.describe('Target in risks, default 2').optional(),
      interval: IntervalName.describe('Of the ATR, default 1h').optional(),
    })
    .refine((args) => args.atr_multiplier === undefined || args.stop_percent === undefined, {
      path: ['stop_percent'],
      error: 'stands for atr_multiplier: send one of the two',
    })

export const calculateExitPrices = analysisTool({
  name: 'calculate_exit_prices',
  title: 'Stop and target',
  description:
    'A stop by ATR or percent and a target by risk-reward, on the pair’s tick, ready for an order.',
  input: exitInput,
  output: () => z.looseObject({ pair: z.string(), entry: z.string(), stop: z.string(), target: z.string() }),
  example: { pair: 'BTC/USD', side: 'buy', atr_multiplier: '2', risk_reward: '3' },
  run: async (desk, args) => {
    const { pair, side, risk_reward: riskReward = '2' } = args
    const rules = await pairOf(desk, pair)
    const entry = toTick(args.entry ?? (await lastPriceOf(desk, pair)), rules, 'half-up')
    const { distance, ...by } = await distanceOf(desk, args, entry)
    const { riskReward: reached, ...exits } = exitPrices({ side, entry, distance, riskReward }, rules)
    const percent = divide(multiply(exits.risk, '100'), exits.entry, 4, 'half-up')
    return { result: { pair, side, ...exits, risk_reward: reached, risk_percent: percent, ...by } }
  },
})

/** How far the stop is to lie from the entry, and by which measure. */
const distanceOf = async (desk: Desk, args: z.output<ReturnType<typeof exitInput>>, entry: Decimal) => {
  const { pair, stop_percent: percent, atr_multiplier: multiplier = '2', interval = '1h' } = args
  if (percent !== undefined) return { distance: divide(multiply(entry, percent), '100', PLACES) }
  const history = await historyOf(desk, pair, interval)
  const atr = atrDecimalOf(history.committed, history.interval.word)
  return {
    distance: multiply(atr, multiplier),
    atr: told(Number(atr)),
    atr_period: ATR_PERIOD,
    interval: history.interval.word,
  }
}
