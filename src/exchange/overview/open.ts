import type { Facts } from '../../domain/risk/facts.ts'
import { OpenOrders } from '../../kraken/endpoints/account/orders.ts'
import { OpenPositions } from '../../kraken/endpoints/account/positions.ts'
import type { AccountDeps } from '../account-deps.ts'
import type { Question } from '../approvals/store.ts'
import { attempt } from '../attempt.ts'
import type { Overview } from '../overview.ts'
import { OWNER_ID } from '../owner-id.ts'
import type { AccountStatus } from '../port.ts'
import { positionFactsIn } from '../rails/account-facts.ts'
import { createPublicFacts } from '../rails/public-facts.ts'
import type { RailsSources } from '../rails/sources.ts'
import type { Records } from '../records.ts'
import { askingOf } from '../risk-check/ask.ts'
import { createReadings } from '../risk-check/readings.ts'
import type { Risk } from '../risk-check/risk.ts'
import { createSurvey } from '../risk-check/survey.ts'
import { heldWords } from '../risk-check/words.ts'
import type { Road } from '../road.ts'
import type { Switches } from '../switches.ts'
import { type OwnerLooks, openQuestions, storedOverview } from './bare.ts'
import { equityLine } from './equity.ts'
import { ordersIn, positionsIn } from './open-orders.ts'
import { marketIn, pairOf, waitingOf } from './waiting.ts'

interface Around {
  readonly risk: Risk
  readonly sources: RailsSources
  readonly switches: Pick<Switches, 'standing'>
  readonly status: () => Promise<AccountStatus>
}

/**
 * What the owner's page shows of an account. A look takes at most three calls to Kraken: open orders and positions (and
 * the key's description, where that is too old), or balances, positions and quotes for one order that waits.
 */
export const openLooks = (
  deps: AccountDeps,
  records: Records,
  { live, client, tables }: Road,
  { risk, sources, switches, status }: Around,
): OwnerLooks => {
  const { sql, clock, settings } = deps
  const { journal, facts } = records
  const { exchange, ownerTimeZone: zone } = settings
  const account = deps.paper?.name ?? 'live'
  const ask = askingOf(live)
  const readings = createReadings(sql)
  const survey = createSurvey({
    exchange,
    ask,
    // What was read before will do: another table, or another reading, would be another call.
    tables: { load: async () => tables.known() },
    market: createPublicFacts(client, clock),
    facts,
    journal,
    sources: { ...sources, refresh: async () => {} },
    clock,
  })

  /** What the limits measure, as far as it is known without asking. */
  const factsFor = (tokenId: string, positions: Facts['positions']): Facts => ({
    now: clock.now(),
    exchange,
    tokenId,
    account,
    bounds: sources.withReadings(sources.boundsOf(tokenId)),
    pairs: tables.known()?.pairs ?? new Map(),
    books: new Map(),
    lasts: new Map(),
    quotes: [],
    orders: facts.orders(clock.now()),
    inventory: facts.inventory(),
    holdings: undefined,
    positions,
    reading: sources.reading(),
    tradingState: sources.tradingState(tokenId),
    targets: new Map(),
  })

  const trading = (): Pick<Overview, 'tradingState' | 'tradingWhy' | 'held'> => {
    const held = [...(attempt(risk.held) ?? [])].map(([key, one]) => ({
      key,
      words: heldWords(new Map([[key, one]])).join(' '),
    }))
    const tradingWhy = held.find(({ key }) => key === OWNER_ID)?.words
    return { tradingState: risk.tradingState(), tradingWhy, held }
  }

  const stops = (): Pick<Overview, 'killSwitch' | 'deadManUntil'> => {
    const { killed, deadManUntil } = switches.standing()
    const killSwitch = killed ? { on: true, reason: killed.reason, at: killed.at } : { on: false }
    return { killSwitch, deadManUntil }
  }

  return {
    async overview() {
      const [orders, positions, { warnings, problems }] = await Promise.all([
        ask(OpenOrders, {}),
        ask(OpenPositions, {}),
        status(),
      ])
      const table = tables.known()
      const { nameOf, ...stored } = storedOverview(deps, records, account, table)
      const tokenOf = (txid: string) => journal.byOrder({ txid })?.tokenId
      const held = table && positionFactsIn(positions, table, tokenOf)
      const reading = risk.reading()
      return {
        ...stored,
        ...trading(),
        ...stops(),
        lastRiskCheck: reading?.at,
        warnings,
        problems,
        waiting: openQuestions(deps, records).map((one) =>
          waitingOf(one, { nameOf, table, facts: factsFor(one.tokenId, held) }),
        ),
        equity: attempt(() => equityLine(readings, reading, { zone, now: clock.now() })),
        orders: ordersIn(orders, { journal, table, nameOf }),
        positions: positionsIn(positions, { journal, table, nameOf }),
      }
    },
    async waiting(id) {
      const question = openQuestions(deps, records).find((one) => isOf(one, id))
      if (!question) return { now: clock.now() }
      if (!tables.known()) await tables.load()
      const table = tables.known()
      const pair = pairOf(question, table)
      const seen = await survey(question.tokenId, undefined, pair ? [pair.symbol] : [])
      const { nameOf } = storedOverview(deps, records, account)
      const one = waitingOf(question, { nameOf, table, facts: seen })
      return { now: clock.now(), one, market: marketIn(seen, pair) }
    },
  }
}

const isOf = ({ id, intents }: Question, wanted: string): boolean => id === wanted || intents.includes(wanted)
