import { endpointOf } from '../../kraken/endpoints/all.ts'
import type { AccountDeps } from '../account-deps.ts'
import { createQuestions } from '../approvals/store.ts'
import { summaryOf } from '../approvals/summary.ts'
import { attempt } from '../attempt.ts'
import type { JournalBook } from '../journal-book.ts'
import type { Overview, WaitingSeen } from '../overview.ts'
import type { PairTable } from '../rails/tables.ts'
import type { Records } from '../records.ts'
import { settingProblems } from '../settings.ts'
import { allTokens } from '../token-rows.ts'
import { auditRows } from './audit-rows.ts'
import { mandateWords, type NameOf, namesOf } from './names.ts'

/** What the owner's page asks of an account. */
export interface OwnerLooks {
  overview(): Promise<Overview>
  waiting(id: string): Promise<WaitingSeen>
}

/** What stands in storage alone: all that there is to see of an account without a key. */
export const storedOverview = (
  { sql, settings, clock }: AccountDeps,
  { audit, journal, tokens }: Records,
  account: string,
  table?: PairTable | undefined,
): Overview & { readonly nameOf: NameOf } => {
  const known = attempt(() => allTokens(sql)) ?? []
  const nameOf = namesOf(known)
  return {
    nameOf,
    account,
    exchange: settings.exchange,
    now: clock.now(),
    tradingState: 'ACTIVE',
    held: [],
    killSwitch: { on: false },
    warnings: [],
    problems: settingProblems(settings),
    uncertain: attempt(() => uncertainIn(journal, table)) ?? [],
    waiting: [],
    mandates: Object.fromEntries(
      known.map(({ tokenId }) => [tokenId, mandateWords(tokens.mandateOf(tokenId))]),
    ),
    audit: attempt(() => auditRows(audit, nameOf)) ?? [],
    brokenAt: attempt(() => audit.firstNewBroken()),
  }
}

const uncertainIn = (journal: Pick<JournalBook, 'uncertain'>, table: PairTable | undefined) =>
  journal.uncertain().map(({ id, tool, params, intendedAt }) => {
    const endpoint = endpointOf(tool)
    return { intent: id, what: endpoint ? summaryOf(endpoint, params, table) : tool, since: intendedAt }
  })

/** The questions that still wait, oldest first. */
export const openQuestions = ({ sql, clock }: AccountDeps, { audit }: Records) =>
  createQuestions(sql, audit)
    .waiting()
    .filter(({ lapsesAt }) => lapsesAt > clock.now())

/** The looks of an account that has no key. */
export const withoutLooks = (deps: AccountDeps, records: Records): OwnerLooks => ({
  async overview() {
    const { nameOf: _, ...seen } = storedOverview(deps, records, 'live')
    return { ...seen, problems: [...seen.problems, NO_KEY], orders: [], positions: [] }
  },
  waiting: async () => ({ now: deps.clock.now() }),
})

const NO_KEY = 'No Kraken key is configured: there is nothing to trade with and nothing to stop.'
