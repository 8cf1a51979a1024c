import type { AccountDeps } from '../account-deps.ts'
import type { HouseTools } from '../house.ts'
import { mandateTools } from '../mandate-tool.ts'
import type { AccountStatus } from '../port.ts'
import { createPublicFacts } from '../rails/public-facts.ts'
import type { RailsSources } from '../rails/sources.ts'
import type { Records } from '../records.ts'
import type { Road } from '../road.ts'
import type { Switches } from '../switches.ts'
import { askingOf } from './ask.ts'
import type { Risk } from './risk.ts'
import { riskTools } from './risk-tools.ts'
import { createSurvey } from './survey.ts'

interface Around {
  readonly risk: Risk
  readonly sources: RailsSources
  readonly switches: Pick<Switches, 'view'>
  readonly status: () => Promise<AccountStatus>
}

/** The tools that tell of the account's risk, over everything that they look at. */
export const openRiskTools = (
  { settings, clock }: AccountDeps,
  { facts, journal, tokens }: Records,
  { live, client, tables }: Road,
  { risk, sources, switches, status }: Around,
): HouseTools => {
  const ask = askingOf(live)
  const survey = createSurvey({
    exchange: settings.exchange,
    ask,
    tables,
    market: createPublicFacts(client, clock),
    facts,
    journal,
    sources,
    clock,
  })
  const problems = async () => (await status()).problems
  return {
    ...riskTools({ risk, survey, switches, ask, table: tables.known, problems, now: clock.now }),
    ...mandateTools({ tokens, survey }),
  }
}
