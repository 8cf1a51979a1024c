import * as z from 'zod'
import { add, divide, fixed, isMore, multiply } from '../../domain/money.ts'
import { type Bound, lossPerUnit, sized, type Terms, volumeForCost } from '../../domain/sizing/size.ts'
import { toTick } from '../../domain/sizing/steps.ts'
import { Amount, Pair } from '../../kraken/params.ts'
import { analysisTool } from '../analysis/analysis-tool.ts'
import { type Funds, fundsOf, takerFeeOf } from '../analysis/funds.ts'
import { lastPriceOf, pairOf } from '../analysis/pair.ts'
import { IntervalName } from '../analysis/params.ts'
import { wishOf } from '../analysis/sizing-method.ts'

const share = () => Amount.refine((value) => !isMore(value, '1'), 'must be at most 1')
const percent = () => Amount.refine((value) => !isMore(value, '100'), 'must be at most 100')

const sizeInput = () =>
  z
    .strictObject({
      pair: Pair,
      side: z.enum(['buy', 'sell']),
      method: z.enum(['risk', 'kelly', 'volatility']).describe('Default risk').optional(),
      entry: Amount.describe('Default the last price').optional(),
      stop: Amount.describe('risk: where the loss is taken').optional(),
      risk_percent: percent().describe('Of the equity, default 1').optional(),
      win_rate: share().describe('kelly: 0 to 1').optional(),
      payoff: Amount.describe('kelly: average win / average loss').optional(),
      kelly_fraction: share().describe('kelly: default 0.5').optional(),
      atr_multiplier: Amount.describe('volatility: stop in ATRs, default 2').optional(),
      interval: IntervalName.describe('volatility: of the ATR, default 1h').optional(),
      leverage: z.int().min(2).max(10).describe('On margin').optional(),
    })
    .superRefine(({ method = 'risk', ...args }, context) => {
      const needs = { risk: ['stop'], kelly: ['win_rate', 'payoff'], volatility: [] } as const
      for (const name of needs[method])
        if (args[name] === undefined)
          context.addIssue({ code: 'custom', path: [name], message: `is needed by method ${method}` })
    })

export const calculatePositionSize = analysisTool({
  name: 'calculate_position_size',
  toolset: 'risk',
  title: 'Position size',
  description:
    'The volume by risk, kelly or volatility on the account’s equity and fees, floored to the pair’s rules, and what binds it.',
  input: sizeInput,
  output: () => z.looseObject({ pair: z.string(), volume: z.string(), bound_by: z.string() }),
  example: { pair: 'BTC/USD', side: 'buy', entry: '50000', stop: '49000', risk_percent: '1' },
  permissions: { all: ['query-funds'] },
  run: async (desk, args) => {
    const pair = await pairOf(desk, args.pair)
    const [funds, { fee, assumed }, last] = await Promise.all([
      fundsOf(desk, pair),
      takerFeeOf(desk, pair),
      args.entry ?? lastPriceOf(desk, args.pair),
    ])
    const entry = toTick(last, pair, 'half-up')
    const terms = { entry, fee }
    const wish = await wishOf(desk, args, { pair, terms, equity: funds.equity })
    const answer = sized([wish.bound, fundsBound(args, funds, terms)], entry, pair)
    const cost = multiply(answer.volume, entry)
    const money = (amount: string) => fixed(amount, pair.costDecimals, 'up')
    return {
      result: {
        pair: args.pair,
        side: args.side,
        volume: answer.volume,
        bound_by: answer.boundBy,
        ...(answer.minimum && { minimum: answer.minimum, wanted: wish.bound.volume }),
        entry,
        ...(wish.stop && { stop: wish.stop }),
        cost: money(cost),
        fee: money(multiply(cost, fee)),
        ...(wish.stop && { loss_at_stop: money(multiply(answer.volume, lossPerUnit(terms, wish.stop))) }),
        equity: funds.equity,
        ...wish.facts,
        fee_percent: multiply(fee, '100'),
        ...(assumed && { fee_assumed: true }),
      },
    }
  },
})

/** What the account can pay for: the quote for a buy, the base for a sell, free margin times leverage on margin. */
const fundsBound = (
  { side, leverage }: z.output<ReturnType<typeof sizeInput>>,
  funds: Funds,
  terms: Terms,
): Bound => {
  if (leverage !== undefined) {
    // What a position binds is its cost over the leverage; its fee is paid from the same.
    const perUnit = multiply(terms.entry, add(divide('1', String(leverage), 18, 'up'), terms.fee))
    return { by: 'free_margin', volume: divide(funds.freeMargin, perUnit, 18) }
  }
  if (side === 'sell') return { by: 'funds', volume: funds.base }
  return { by: 'funds', volume: volumeForCost(funds.quote, terms) }
}
