import { Refused } from '../../domain/matching/refused.ts'
import { choiceOf, invalid, requiredText, textOf, wholeOf } from '../../kraken/trading/arguments.ts'
import type { Handler } from '../call.ts'
import { newReportId } from '../ids.ts'
import type { Report, World } from '../world.ts'
import { zipReport } from './report-file.ts'

const PROCESSED_AFTER_MS = 5_000
const KEPT_MS = 14 * 86_400_000

const reportKind = (params: Readonly<Record<string, unknown>>) => {
  const kind = choiceOf(params, 'report', ['trades', 'ledgers'])
  if (!kind) throw invalid('report')
  return kind
}

export const addReport: Handler = ({ world, params, now }) => {
  const id = newReportId(world)
  const month = new Date(now)
  const begin = Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 1)
  world.reports.push({
    id,
    report: reportKind(params),
    description: requiredText(params, 'description'),
    format: choiceOf(params, 'format', ['CSV', 'TSV']) ?? 'CSV',
    fields: textOf(params, 'fields') ?? 'all',
    createdAt: now,
    from: wholeOf(params, 'starttm', begin / 1000) * 1000,
    to: wholeOf(params, 'endtm', Math.floor(now / 1000)) * 1000 + 999,
  })
  return { id }
}

const isProcessed = ({ createdAt }: Report, now: number) => now - createdAt >= PROCESSED_AFTER_MS

export const reportStatus: Handler = ({ world, params, now }) => {
  const kind = reportKind(params)
  return world.reports.filter(({ report }) => report === kind).map((one) => statusRow(one, now))
}

const seconds = (ms: number) => String(Math.floor(ms / 1000))

const statusRow = (one: Report, now: number) => ({
  id: one.id,
  descr: one.description,
  format: one.format,
  report: one.report,
  subtype: 'all',
  status: isProcessed(one, now) ? 'Processed' : 'Queued',
  flags: '0',
  fields: one.fields,
  createdtm: seconds(one.createdAt),
  expiretm: seconds(one.createdAt + KEPT_MS),
  starttm: seconds(one.createdAt),
  completedtm: isProcessed(one, now) ? seconds(one.createdAt + PROCESSED_AFTER_MS) : '0',
  datastarttm: seconds(one.from),
  dataendtm: seconds(one.to),
  aclass: 'forex',
  asset: 'all',
})

const reportOf = (world: World, id: string): Report => {
  const found = world.reports.find((one) => one.id === id)
  if (!found) throw invalid('id')
  return found
}

/** Answers with the zip itself. What Kraken says of a report that is not ready is UNCONFIRMED. */
export const retrieveReport: Handler = (call) => {
  const report = reportOf(call.world, requiredText(call.params, 'id'))
  if (!isProcessed(report, call.now)) throw new Refused('EExport:Not ready')
  return zipReport(call, report)
}

export const removeReport: Handler = ({ world, params, now }) => {
  const report = reportOf(world, requiredText(params, 'id'))
  const type = choiceOf(params, 'type', ['delete', 'cancel'])
  if (!type || (type === 'delete') !== isProcessed(report, now)) throw invalid('type')
  world.reports.splice(world.reports.indexOf(report), 1)
  return { [type]: true }
}
