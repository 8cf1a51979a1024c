import type { Rule } from './case.ts'
import { closeLife } from './close-life.ts'
import { foreignOrder } from './foreign-order.ts'
import { tradingState } from './p01-trading-state.ts'
import { market, pairAllowed } from './p03-market.ts'
import { form, orderType } from './p04-form.ts'
import { precision } from './p05-precision.ts'
import { reduceOnly } from './p06-reduce-only.ts'
import { minimums } from './p07-minimums.ts'
import { orderNotional } from './p08-order-notional.ts'
import { dayAllowance } from './p09-day-notional.ts'
import { collar } from './p11-collar.ts'
import { staleness } from './p12-staleness.ts'
import { duplicate } from './p14-duplicate.ts'
import { rate } from './p15-rate.ts'
import { openOrderLimits } from './p17-open-orders.ts'
import { funds } from './p18-funds.ts'
import { exposure } from './p19-exposure.ts'
import { leverageCap } from './p20-leverage.ts'
import { openPositions } from './p21-positions.ts'
import { losses } from './p23-losses.ts'
import { drawdowns } from './p24-drawdown.ts'
import { hours } from './p31-hours.ts'
import { approval } from './p34-approval.ts'

/** Rules with their names, which are for the words of a rule that broke. */
export type Rulebook = readonly (readonly [name: string, rule: Rule])[]

/** What depends on no document: judged once for a call, however many it stands before. P32 is no rule of its own: every order is judged with those before it. */
export const ONCE: Rulebook = Object.entries({ market, form, precision, minimums, duplicate, funds })

/** What each document says for itself. */
export const EACH: Rulebook = Object.entries({
  foreignOrder,
  pairAllowed,
  orderType,
  reduceOnly,
  orderNotional,
  dayAllowance,
  collar,
  staleness,
  rate,
  openOrderLimits,
  exposure,
  leverageCap,
  openPositions,
  losses,
  drawdowns,
  hours,
  closeLife,
  approval,
})

/** What holds for everybody, whatever their mandates lift. */
export const ALWAYS: Rulebook = Object.entries({ tradingState })
