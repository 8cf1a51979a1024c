import { BreakwaterError } from '../domain/errors.ts'
import { endpointOf } from '../kraken/endpoints/all.ts'
import { createAccessTokens } from './access-tokens.ts'
import type { AccountDeps, PaperDeps } from './account-deps.ts'
import { statusOf } from './account-status.ts'
import { courtesyTools } from './approvals/courtesy.ts'
import { attempt } from './attempt.ts'
import { createCallCounts } from './call-counts.ts'
import type { Answered } from './exchange.ts'
import { toFailure } from './failure.ts'
import { type HouseTools, journalTools } from './house.ts'
import { noKey, withoutKey } from './no-key.ts'
import { type OwnerLooks, withoutLooks } from './overview/bare.ts'
import { openLooks } from './overview/open.ts'
import type { OwnExchange } from './own-orders.ts'
import { createOwner } from './owner.ts'
import { ownerActions } from './owner-actions.ts'
import { auditTools } from './owner-audit.ts'
import type { OwnerActions } from './owner-deps.ts'
import { OWNER_ID } from './owner-id.ts'
import { createPanic } from './owner-panic.ts'
import { withoutActions } from './owner-without-key.ts'
import { openPaperRoad } from './paper/road.ts'
import { withoutMoney } from './paper/without-money.ts'
import type { AccountCall, AccountRpc } from './port.ts'
import { createRowWatch, type RowWatch } from './rails/row-watch.ts'
import type { RailsSources } from './rails/sources.ts'
import { mustBeUnlimited } from './raw-door.ts'
import { openRecords, type Records } from './records.ts'
import { openRiskTools } from './risk-check/open-tools.ts'
import { openRisk } from './risk-check/risk.ts'
import { openRoad, type Road } from './road.ts'
import { openSignIn } from './sign-in.ts'
import { createSigningKey } from './signing-key.ts'
import { openTrading } from './trading.ts'
import { openUpkeep } from './upkeep.ts'

/**
 * The account behind its RPC: everything between a call and its body, which is chosen here, once: a paper account's own
 * book, or Kraken behind one key. Without either there are only the doors.
 */
export const createAccount = (given: AccountDeps): AccountRpc => {
  const watch = createRowWatch(given.sql)
  const deps = { ...given, sql: watch.sql }
  return deps.paper ? onPaper(withoutMoney({ ...deps, paper: deps.paper }), watch) : onKraken(deps, watch)
}

const onPaper = (deps: AccountDeps & { readonly paper: PaperDeps }, watch: RowWatch): AccountRpc => {
  const records = openRecords(deps, watch)
  return along(openPaperRoad(deps, records), deps, records)
}

const onKraken = (deps: AccountDeps, watch: RowWatch): AccountRpc => {
  const records = openRecords(deps, watch)
  const { credentials } = deps.settings
  if (credentials) return along(openRoad({ ...deps, credentials }, records), deps, records)
  const working = (id: string) => records.journal.working(id).length
  return {
    ...withoutKey(deps.settings),
    ...doorsOf(deps, records, withoutActions(noKey, working)),
    ...withoutLooks(deps, records),
  }
}

const along = (road: Road, deps: AccountDeps, records: Records): AccountRpc => {
  const { clock, storageIsNewer = false } = deps
  const { audit, journal, tokens, recovery, states } = records
  const risk = openRisk(deps, records, road, (...call) => trading.stop(...call))
  records.heard.filled = (delta) => risk.built.filled(delta)
  const sources: RailsSources = { ...risk, boundsOf: tokens.boundsOf }
  const trading = openTrading(deps, records, road, sources, () => upkeep.rearm())
  const upkeep = openUpkeep(deps, records, road, trading, risk)
  const { exchange, switches, stop } = trading
  const status = () => statusOf(deps, records, road, risk)
  const own = journalTools(journal, trading.approvals.viewOf)
  const house: HouseTools = {
    ...own,
    ...courtesyTools({
      approvals: trading.approvals,
      key: createSigningKey(states, deps.random),
      look: own.get_intent,
    }),
    ...auditTools(audit),
    ...switches.tools,
    ...trading.rails.tools,
    ...openRiskTools(deps, records, road, { risk, sources, switches, status }),
    ...road.tools(switches.stop),
  }
  wake(records, trading, upkeep)

  return {
    tick: upkeep.ring,
    job: upkeep.job,
    ...doorsOf(
      deps,
      records,
      ownerActions({ ...switches, approvals: trading.approvals, resume: risk.resume, journal, stop, clock }),
    ),
    ...openLooks(deps, records, road, { risk, sources, switches, status }),
    status,
    async call(call) {
      try {
        const met = tokens.admit(call, clock.now())
        if (met) await met
        records.origin.note(call.origin)
        if (isAct(call.tool)) storageIsNewer ? mustNotAct() : recovery.mustBeDone()
        const row = endpointOf(call.tool)
        if (row) mustBeUnlimited(row, () => tokens.boundsOf(call.tokenId))
        return { ok: true, ...(await route(exchange, house, call)) }
      } catch (caught) {
        return { ok: false, failure: toFailure(caught, call) }
      }
    },
  }
}

type Doors = Omit<AccountRpc, 'call' | 'tick' | 'job' | 'status' | keyof OwnerLooks>

/** The doors that stand beside the tools: the token's, the owner's, and the one for a panic. */
const doorsOf = (deps: AccountDeps, records: Records, actions: OwnerActions): Doors => {
  const { clock, storageIsNewer = false } = deps
  const { audit, alerts, tokens, limits, links, journal } = records
  const counts = createCallCounts(deps.sql, deps.settings.callsPerHour)
  const accessTokens = createAccessTokens(deps.sql)
  return {
    ...openSignIn(deps, records),
    noteAccess: async (accessHash, hash, expiresAt) =>
      accessTokens.note(accessHash, hash, expiresAt, clock.now()),
    access: async (accessHash) => accessTokens.rowOf(accessHash, clock.now()),
    granted: async (tokenId, facts) =>
      audit.write({ event: 'token.granted', tokenId: OWNER_ID, subject: tokenId, facts }, clock.now()),
    lease: async (tokenId) => counts.lease(tokenId, clock.now()),
    token: async (hash) => tokens.known(hash),
    owner: createOwner({
      audit,
      alerts,
      tokens,
      limits,
      links,
      journal,
      clock,
      actions,
      storageIsNewer,
      exchange: deps.settings.exchange,
      tokenSource: deps.tokenSource,
    }),
    panic: createPanic({ links, audit, clock, kill: actions.kill }),
  }
}

/** Whatever an earlier life left to do goes on in this one, at once or as soon as the journal can be read. */
const wake = (
  { heard }: Records,
  { settlement }: ReturnType<typeof openTrading>,
  { rearm }: ReturnType<typeof openUpkeep>,
): void => {
  heard.alertRaised = () => attempt(rearm)
  heard.ordersChanged = () => attempt(rearm)
  heard.wokeLate = () => {
    settlement.plan()
    rearm()
  }
  attempt(settlement.plan)
  rearm()
}

const isAct = (tool: string): boolean => {
  const effect = endpointOf(tool)?.effect
  return effect === 'order' || effect === 'funds'
}

const mustNotAct = () => {
  throw new BreakwaterError(
    'unavailable',
    'storage_newer',
    'The stored tables were made by a later version of this server: only stops and reads work.',
    { hint: 'The owner deploys that version again.' },
  )
}

const route = async (exchange: OwnExchange, house: HouseTools, call: AccountCall): Promise<Answered> => {
  const own = house[call.tool]
  if (own) return own(call.params, call)
  const endpoint = endpointOf(call.tool)
  if (!endpoint) throw new BreakwaterError('invalid', 'unknown_tool', `There is no tool ${call.tool}.`)
  if (endpoint.effect === 'read') return exchange.read(endpoint, call.params, call)
  if (endpoint.effect === 'cancel') return exchange.stop(endpoint, call.params, call)
  return exchange.act(endpoint, call.params, call)
}
