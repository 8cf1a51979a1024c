import { rateBy, routesTo } from '../../domain/equity/routes.ts'
import type { PeriodFact, ReadingFact } from '../../domain/risk/facts.ts'
import { usageOf } from '../../domain/risk/usage.ts'
import { OpenOrders } from '../../kraken/endpoints/account/orders.ts'
import type { Answered, Caller } from '../exchange.ts'
import type { HouseTools } from '../house.ts'
import type { PairTable } from '../rails/tables.ts'
import type { Switches } from '../switches.ts'
import type { Ask } from './ask.ts'
import { currencyOf } from './documents.ts'
import { exposureView } from './exposure-view.ts'
import type { Held } from './held.ts'
import type { Risk } from './risk.ts'
import { stopsIn } from './stops.ts'
import type { Survey } from './survey.ts'
import { crossingWords } from './words.ts'

interface RiskToolsDeps {
  readonly risk: Risk
  readonly survey: Survey
  readonly switches: Pick<Switches, 'view'>
  readonly ask: Ask
  readonly table: () => PairTable | undefined
  /** What keeps new orders from leaving, of key, settings and storage. */
  readonly problems: () => Promise<readonly string[]>
  readonly now: () => number
}

/** A reading that is older is not shown without taking another. */
const SHOWN_MS = 5 * 60_000

/** What a token may ask of the account's risk. */
export const riskTools = (deps: RiskToolsDeps): HouseTools => {
  const { risk, survey, switches, problems, now } = deps

  const currency = () => risk.reading()?.currency ?? 'USD'

  const seen = async (): Promise<ReadingFact | undefined> => {
    const reading = risk.reading()
    if (!reading || Math.abs(now() - reading.at) > SHOWN_MS) await risk.refresh()
    return risk.reading()
  }

  return {
    async get_risk_state(_params, { tokenId }: Caller): Promise<Answered> {
      const reading = await seen()
      const view = switches.view(tokenId)
      const state = risk.tradingState(tokenId)
      const why = [
        ...view.stops,
        ...(state === 'ACTIVE' ? [] : [`Trading is ${state}: ${LETS[state]}.`]),
        ...(await problems()),
      ]
      return {
        result: {
          trading_state: state,
          can_trade: why.length === 0,
          why_not: why,
          held: risk.heldFor(tokenId).map(heldView),
          ...view.shown,
          reading: reading ? readingView(reading, now()) : null,
          exposure: risk.values(),
        },
      }
    },
    async get_exposure(_params, { tokenId }: Caller): Promise<Answered> {
      const reading = await seen()
      const facts = await survey(tokenId, currency())
      const level = reading?.marginLevelPercent
      const rate = rateBy(routesTo(currency(), [...facts.pairs.values()]), facts.quotes)
      const table = deps.table()
      const stops = table && stopsIn(await deps.ask(OpenOrders, {}), table, rate)
      const view = exposureView(facts, { currency: currency(), equity: reading?.equity, rate, stops })
      const note = view.complete
        ? {}
        : { note: 'Holdings, positions or orders could not be read just now: this is not all.' }
      return { result: { ...view, ...(level === undefined ? {} : { margin_level_percent: level }) }, ...note }
    },
    async get_risk_limits(_params, { tokenId }: Caller): Promise<Answered> {
      const facts = await survey(tokenId, currency())
      const limits = facts.bounds.map((bound) => ({
        whose: bound.whose,
        name: bound.name,
        currency: currencyOf(bound.mandate),
        limits: usageOf(bound, facts),
      }))
      return { result: { trading_state: facts.tradingState, limits } }
    },
  }
}

const LETS = { REDUCING: 'only orders that reduce, and cancels, pass', HALTED: 'only cancels pass' }

const heldView = ({ name, state, since, crossings }: Held) => ({
  whose: name,
  state,
  since: new Date(since).toISOString(),
  crossed: crossings.map(crossingWords),
})

const readingView = (reading: ReadingFact, now: number) => ({
  at: new Date(reading.at).toISOString(),
  age_seconds: Math.max(0, Math.round((now - reading.at) / 1000)),
  currency: reading.currency,
  equity: reading.equity,
  day: periodView(reading.day),
  week: periodView(reading.week),
  month: periodView(reading.month),
  ...(reading.marginLevelPercent === undefined ? {} : { margin_level_percent: reading.marginLevelPercent }),
  ...(reading.missing === undefined ? {} : { missing_permission: reading.missing }),
  ...(reading.unpriced === undefined ? {} : { unpriced: reading.unpriced }),
})

const periodView = ({ loss, drawdownPercent }: PeriodFact) => ({ loss, drawdown_percent: drawdownPercent })
