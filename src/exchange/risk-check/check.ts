import { together } from '../../domain/equity/apart.ts'
import { flowsOf } from '../../domain/equity/flows.ts'
import { limitsLoss } from '../../domain/equity/limits.ts'
import { beginLine, goOn, type Line } from '../../domain/equity/series.ts'
import { valued } from '../../domain/equity/values.ts'
import type { Audit } from '../audit.ts'
import type { Clock } from '../clock.ts'
import type { PublicFacts } from '../rails/public-facts.ts'
import type { Tables } from '../rails/tables.ts'
import type { Sql } from '../sql.ts'
import type { Ask } from './ask.ts'
import type { Built } from './built.ts'
import { type Held, heldIn, withdrawalsOf } from './check-held.ts'
import { crossingsIn, readingFor, readingOf } from './check-reading.ts'
import { writeDay } from './day-row.ts'
import {
  ACCOUNT,
  currenciesOf,
  currencyOf,
  lineOf,
  ownersCurrency,
  type Standing,
  wantsMargin,
} from './documents.ts'
import { type Known, type Picture, readPicture } from './picture.ts'
import { type Rate, readRates } from './prices.ts'
import type { Readings } from './readings.ts'
import type { Stored } from './stored.ts'
import type { Watch } from './watch.ts'

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

const HOUR_MS = 3_600_000

/**
 * Takes one reading of the account: what it is worth, what each document in force has lost, and what of that is too much.
 * Everything that a reading changes is written in one step. Answers whether there was one; half a look changes nothing.
 */
export const createCheck = (deps: CheckDeps) => {
  const { sql, stored, audit, clock, readings, watch, built, zone } = deps
  const course = { readings, zone }

  const onward = (subject: string, at: number, seen: Parameters<typeof goOn>[1]): Line => {
    const before = readings.line(subject)
    const line = before ? goOn(before.line, seen) : beginLine(seen)
    readings.keep(subject, line, at)
    return line
  }

  const account = (picture: Picture, held: Held, rate: Rate, subject: string, at: number): Line => {
    const seen = valued(held.holdings, picture.positions, rate)
    return onward(subject, at, { ...seen, flows: together(flowsOf(picture.flows), held.flows), rate })
  }

  const tokens = (standing: readonly Standing[], rates: ReadonlyMap<string, Rate>, at: number): void => {
    for (const { key, mandate, counts } of standing) {
      const rate = rates.get(currencyOf(mandate))
      if (counts === 'account' || !rate || !limitsLoss(mandate)) continue
      const seen = valued(built.of(counts), [], rate)
      onward(lineOf(key, currencyOf(mandate)), at, { ...seen, flows: new Map(), rate })
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
    // Readings are told in order, also by a clock that was set back; their age is told by that clock.
    const at = Math.max(readAt, (before?.at ?? 0) > readAt + HOUR_MS ? 0 : (before?.at ?? 0))
    // What flowed while the ledger could not be seen is unknown: the line begins anew.
    const wasBlind = stored.known()?.missing !== undefined
    if (wasBlind && picture.missing === undefined) readings.drop(subject)
    else if (before) writeDay({ ...course, audit }, { subject, currency, last: before.at, now: at })
    const held = heldIn(picture, stored.known(), at)
    const line = account(picture, held, rate, subject, at)
    tokens(standing, rates, at)
    const reading = readingOf(course, currency, { at, readAt }, line, picture, wantsMargin(standing))
    const each = standing.map((bound) => [bound, readingFor(course, bound, reading, at)] as const)
    stored.set({
      cursor: picture.cursor,
      known: { ...known, held: Object.fromEntries(held.holdings), apart: held.apart },
      account: reading,
      readings: Object.fromEntries(each.map(([{ key }, own]) => [key, own])),
    })
    for (const [bound, own] of each)
      watch.seen({ key: bound.key, name: bound.name, crossings: crossingsIn(bound, own) }, readAt)
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

const isElsewhere = (now: object | undefined, then: object | undefined): boolean =>
  JSON.stringify(now) !== JSON.stringify(then)

const assetsIn = (picture: Picture, built: Built, standing: readonly Standing[]): ReadonlySet<string> =>
  new Set([
    ...picture.balances.map(({ asset }) => asset),
    ...picture.allocations.map(({ asset }) => asset),
    ...picture.positions.flatMap(({ base, quote }) => [base, quote]),
    ...picture.flows.map(({ asset }) => asset),
    ...standing.flatMap(({ counts }) => (counts === 'account' ? [] : [...built.of(counts).keys()])),
  ])
