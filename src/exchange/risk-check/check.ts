import { flowsOf } from '../../domain/equity/flows.ts'
import { holdingsOf } from '../../domain/equity/holdings.ts'
import { crossingsOf, limitsLoss, limitsMargin } from '../../domain/equity/limits.ts'
import { beginLine, goOn, type Line } from '../../domain/equity/series.ts'
import { valued } from '../../domain/equity/values.ts'
import type { Mandate } from '../../domain/mandate/mandate.ts'
import { negate } from '../../domain/money.ts'
import type { Bound, ReadingFact } from '../../domain/risk/facts.ts'
import type { Audit } from '../audit.ts'
import type { Clock } from '../clock.ts'
import type { PublicFacts } from '../rails/public-facts.ts'
import type { Tables } from '../rails/tables.ts'
import type { Sql } from '../sql.ts'
import type { Ask } from './ask.ts'
import type { Built } from './built.ts'
import { writeDay } from './day-row.ts'
import { type Known, type Picture, readPicture } from './picture.ts'
import { type Rate, readRates } from './prices.ts'
import type { Readings } from './readings.ts'
import type { Stored } from './stored.ts'
import type { Watch } from './watch.ts'

/** A document in force, with the key under which its state is kept. */
export type Standing = Bound & { readonly key: string }

interface CheckDeps {
  readonly sql: Sql
  readonly stored: Stored
  readonly audit: Audit
  readonly clock: Pick<Clock, 'now'>
  readonly readings: Readings
  readonly watch: Watch
  readonly built: Built
  readonly tables: Pick<Tables, 'load'>
  readonly market: Pick<PublicFacts, 'quotes'>
  readonly zone: string
}

/** The account's own line of equity, whoever's limits are judged on it. */
export const ACCOUNT = 'account'
const HOUR_MS = 3_600_000

/** The name under which a line is kept: another currency is another line. */
export const lineOf = (key: string, currency: string): string => `${key} ${currency}`

export const currencyOf = ({ currency = 'USD' }: Mandate): string => currency

/**
 * Takes one reading of the account: what it is worth, what each document in force has lost, and what of that is too much.
 * Everything that a reading changes is written in one step. Answers whether there was one; half a look changes nothing.
 */
export const createCheck = (deps: CheckDeps) => {
  const { sql, stored, audit, clock, readings, watch, built, zone } = deps

  const onward = (subject: string, at: number, seen: Parameters<typeof goOn>[1]): Line => {
    const before = readings.line(subject)
    const line = before ? goOn(before.line, seen) : beginLine(seen)
    readings.keep(subject, line, at)
    return line
  }

  const account = (picture: Picture, rate: Rate, subject: string, at: number): Line => {
    const holdings = holdingsOf(picture.balances, picture.allocations)
    const seen = valued(holdings, picture.positions, rate)
    return onward(subject, at, { ...seen, flows: flowsOf(picture.flows), rate })
  }

  const tokens = (standing: readonly Standing[], rates: ReadonlyMap<string, Rate>, at: number): void => {
    for (const { key, mandate, counts } of standing) {
      const rate = rates.get(currencyOf(mandate))
      if (counts === 'account' || !rate || !limitsLoss(mandate)) continue
      const seen = valued(built.of(counts), [], rate)
      onward(lineOf(key, currencyOf(mandate)), at, { ...seen, flows: new Map(), rate })
    }
  }

  const readingOf = (
    currency: string,
    at: number,
    line: Line,
    { missing, marginLevel }: Picture,
    asksMargin: boolean,
  ): ReadingFact => {
    return {
      at,
      currency,
      equity: line.equity,
      ...readings.courses(lineOf(ACCOUNT, currency), at, zone),
      ...(missing === undefined ? {} : { missing }),
      ...(marginLevel === undefined ? {} : { marginLevelPercent: marginLevel }),
      asksMargin,
      ...(line.unpriced.length === 0 ? {} : { unpriced: line.unpriced }),
    }
  }

  const write = (
    picture: Picture,
    known: Known,
    rates: ReadonlyMap<string, Rate>,
    standing: readonly Standing[],
    readAt: number,
  ): void => {
    const currency = ownersCurrency(standing)
    const rate = rates.get(currency)
    if (!rate) return
    const subject = lineOf(ACCOUNT, currency)
    const before = readings.line(subject)
    // Readings are told in order, also by a clock that was set back.
    const at = Math.max(readAt, (before?.at ?? 0) > readAt + HOUR_MS ? 0 : (before?.at ?? 0))
    // What flowed while the ledger could not be seen is unknown: the line begins anew.
    const wasBlind = stored.known()?.missing !== undefined
    if (wasBlind && picture.missing === undefined) readings.drop(subject)
    else if (before) writeDay({ readings, audit, zone }, { subject, currency, last: before.at, now: at })
    const line = account(picture, rate, subject, at)
    tokens(standing, rates, at)
    const reading = readingOf(currency, at, line, picture, wantsMargin(standing))
    const each = standing.map((bound) => [bound, readingFor(readings, zone, bound, reading)] as const)
    stored.set({
      cursor: picture.cursor,
      known,
      account: reading,
      readings: Object.fromEntries(each.map(([{ key }, own]) => [key, own])),
    })
    for (const [bound, own] of each)
      watch.seen({ key: bound.key, name: bound.name, crossings: crossingsIn(bound, own) }, at)
    watch.only(new Set(standing.map(({ key }) => key)))
    if (!before || Math.floor(before.at / HOUR_MS) !== Math.floor(at / HOUR_MS)) readings.thin(at)
  }

  return async (ask: Ask, standing: readonly Standing[]): Promise<boolean> => {
    const table = await deps.tables.load()
    if (!table) return false
    const left = stored.left()
    const read = await readPicture({
      ask,
      table,
      cursor: stored.cursor(),
      known: stored.known(),
      parts: stored.parts(),
      keep: stored.keepParts,
      begin: stored.begin,
      wantsMargin: wantsMargin(standing),
      now: clock.now(),
    })
    if (!read) return false
    const { known } = read
    const picture = { ...read.picture, flows: [...read.picture.flows, ...withdrawalsOf(left, table.asset)] }
    const rates = await readRates(
      deps.market,
      table,
      assetsIn(picture, built, standing),
      currenciesOf(standing),
    )
    if (!rates) return false
    const at = clock.now()
    try {
      return sql.transaction(() => {
        // Another look has counted what flowed meanwhile: counted twice it would be a loss.
        if (isElsewhere(stored.cursor(), picture.from) || isElsewhere(stored.left(), left)) return false
        write(picture, known, rates, standing, at)
        return true
      })
    } catch (failure) {
      stored.forget()
      watch.forget()
      throw failure
    }
  }
}

// A book that was closed took its balances along: what took their place is in the new one's ledger.
const withdrawalsOf = (left: ReturnType<Stored['left']>, assetOf: (code: string) => string) =>
  Object.entries(left ?? {}).map(([code, amount]) => ({
    id: '',
    type: 'withdrawal',
    asset: assetOf(code),
    amount: negate(amount),
    fee: '0',
  }))

const isElsewhere = (now: object | undefined, then: object | undefined): boolean =>
  JSON.stringify(now) !== JSON.stringify(then)

const wantsMargin = (standing: readonly Standing[]): boolean =>
  standing.some(({ mandate }) => limitsMargin(mandate))

/** The currency of the owner's limits, in which the account's own line is told. */
export const ownersCurrency = (standing: readonly Standing[]): string =>
  currencyOf(standing.find(({ counts }) => counts === 'account')?.mandate ?? {})

/** What a document is judged on: the owner's on the account, a token's on what it built; the drawdown on the account's units. */
const readingFor = (
  readings: Readings,
  zone: string,
  { key, mandate, counts }: Standing,
  account: ReadingFact,
): ReadingFact => {
  if (counts === 'account') return account
  const currency = currencyOf(mandate)
  const subject = lineOf(key, currency)
  const own = readings.around(subject, account.at)
  const lost = readings.courses(subject, account.at, zone)
  const period = (name: 'day' | 'week' | 'month') => ({ ...account[name], loss: lost[name].loss })
  const periods = { day: period('day'), week: period('week'), month: period('month') }
  return { ...account, currency, equity: own?.equity ?? '0', ...periods }
}

/** Without the ledger a deposit cannot be told from a gain: then nothing that needs it counts as crossed, and rails deny. */
export const crossingsIn = ({ mandate, counts }: Standing, reading: ReadingFact) =>
  crossingsOf(mandate, reading).filter(
    ({ limit }) =>
      reading.missing === undefined || limit === 'margin_level' || (limit === 'loss' && counts !== 'account'),
  )

const currenciesOf = (standing: readonly Standing[]): ReadonlySet<string> =>
  new Set([
    ownersCurrency(standing),
    ...standing.filter(({ mandate }) => limitsLoss(mandate)).map(({ mandate }) => currencyOf(mandate)),
  ])

const assetsIn = (picture: Picture, built: Built, standing: readonly Standing[]): ReadonlySet<string> =>
  new Set([
    ...picture.balances.map(({ asset }) => asset),
    ...picture.allocations.map(({ asset }) => asset),
    ...picture.positions.flatMap(({ base, quote }) => [base, quote]),
    ...picture.flows.map(({ asset }) => asset),
    ...standing.flatMap(({ counts }) => (counts === 'account' ? [] : [...built.of(counts).keys()])),
  ])
