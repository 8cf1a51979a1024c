import { firesAbove } from '../matching/trigger.ts'
import { isLess, isMore, isPositive } from '../money.ts'
import { allowedHint, type Case, type Finding, finding, limitOf, type Rule } from './case.ts'
import { isTriggered } from './look.ts'
import { touchOf } from './market.ts'

/** P04: an order that makes sense: a volume, prices that can be resolved, a trigger ahead of the market, an end in the future, a type and a leverage that are taken. */
export const form: Rule = (one) => [
  ...volume(one),
  ...prices(one),
  ...trigger(one),
  ...times(one),
  ...leverage(one),
]

/** P04: the order's type is one that the mandate allows. */
export const orderType: Rule = (one) => {
  const { orderTypes } = one.rules
  const { orderType: type } = one.look
  if (orderTypes === undefined || orderTypes.has(type)) return []
  return [
    finding(
      one,
      'order_type_not_allowed',
      `${type} is not among the ${limitOf(one, 'orderTypes')}.`,
      { type, types: [...orderTypes].join(' ') },
      { hint: allowedHint('order types', orderTypes) },
    ),
  ]
}

const volume = (one: Case): readonly Finding[] => {
  const { volume: base, target, intent } = one.look
  // An amend to no more than has traded ends the order.
  if (isPositive(base) || target !== undefined) return []
  const says = intent.kind === 'add' && isPositive(intent.volume) ? 'cannot be priced' : 'closes nothing'
  return [finding(one, 'invalid_volume', `The volume ${says} (Invalid arguments:volume).`)]
}

const prices = (one: Case): readonly Finding[] =>
  one.look.isUnpriced
    ? [
        finding(
          one,
          'price_unknown',
          'A price of the order is missing, is nonsense, or counts from a last price that is not known (Invalid price).',
          {},
          { hint: 'Write the price out, such as "37500".' },
        ),
      ]
    : []

// A trigger on the wrong side fires at once: a market order in disguise.
const trigger = (one: Case): readonly Finding[] => {
  const { look, facts } = one
  const touch = touchOf(facts, look.pair.symbol)
  const market = look.reference ?? touch?.mid
  if (!isTriggered(look.orderType) || look.trigger === undefined || market === undefined) return []
  const isAhead = firesAbove({ side: look.side, type: look.orderType })
    ? isMore(look.trigger, market)
    : isLess(look.trigger, market)
  if (isAhead) return []
  return [
    finding(
      one,
      'trigger_side',
      `A ${look.orderType} with trigger ${look.trigger} would fire at once.`,
      { trigger: look.trigger, market },
      { hint: `Put the trigger on the other side of ${market}, or send the order without one.` },
    ),
  ]
}

const times = (one: Case): readonly Finding[] => {
  const { intent } = one.look
  const end = intent.kind === 'add' ? intent.expireTime : undefined
  if (end === undefined || end.startsWith('+') || Number(end) * 1000 > one.facts.now) return []
  return [
    finding(
      one,
      'expired',
      `The order's end ${end} is past.`,
      { expires: end },
      { hint: 'Use an end ahead, such as "+60".' },
    ),
  ]
}

const leverage = (one: Case): readonly Finding[] => {
  const { leverage: times, side, pair } = one.look
  const most = pair.maxLeverage[side]
  if (times <= Math.max(1, most)) return []
  return [
    finding(one, 'leverage', `${pair.symbol} takes at most leverage ${most} (Invalid arguments:leverage).`, {
      leverage: times,
      limit: most,
    }),
  ]
}
