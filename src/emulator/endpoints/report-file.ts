import { strToU8, zipSync } from 'fflate'
import type { Call } from '../call.ts'
import { HANDLERS_OF_TRADING } from '../trading/handlers.ts'
import type { Report } from '../world.ts'

type Row = Readonly<Record<string, unknown>>

const COLUMNS: Readonly<Record<Report['report'], readonly string[]>> = {
  ledgers: ['txid', 'refid', 'time', 'type', 'subtype', 'aclass', 'asset', 'amount', 'fee', 'balance'],
  trades: [
    'txid',
    'ordertxid',
    'pair',
    'time',
    'type',
    'ordertype',
    'price',
    'cost',
    'fee',
    'vol',
    'margin',
    'misc',
  ],
}

const PAGE = 50

/** The zip that RetrieveExport sends: one file of quoted values, oldest row first. */
export const zipReport = (call: Call, report: Report): Uint8Array => {
  const asked = report.fields === 'all' ? undefined : report.fields.split(',')
  const columns = COLUMNS[report.report].filter((name) => !asked || asked.includes(name))
  const rows = report.report === 'ledgers' ? ledgerRows(call, report) : tradeRows(call, report)
  const separator = report.format === 'CSV' ? ',' : '\t'
  const lines = rows.map((row) => columns.map((name) => quoted(row[name])).join(separator))
  const text = `${[columns.map(quoted).join(separator), ...lines].join('\n')}\n`
  const name = `${report.report}.${report.format.toLowerCase()}`
  return zipSync({ [name]: strToU8(text) }, { mtime: new Date(report.createdAt) })
}

const quoted = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`

const timeText = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

const ledgerRows = ({ world }: Call, { from, to }: Report): readonly Row[] =>
  world.account.ledger
    .filter(({ time }) => time >= from && time <= to)
    .map((entry) => ({ ...entry, txid: entry.id, aclass: 'currency', time: timeText(entry.time) }))

/** The rows of TradesHistory, page by page: what a trade looks like is known there. */
const tradeRows = (call: Call, { from, to }: Report): readonly Row[] => {
  const rows: Row[] = []
  for (let ofs = 0; ; ofs += PAGE) {
    const page = Object.entries(tradesAt(call, ofs))
    rows.push(...page.map(([txid, trade]) => ({ ...trade, txid })))
    if (page.length < PAGE) break
  }
  return rows
    .map((row) => ({ row, ms: Number(row.time) * 1000 }))
    .filter(({ ms }) => ms >= from && ms <= to)
    .sort((a, b) => a.ms - b.ms)
    .map(({ row, ms }) => ({ ...row, time: timeText(ms) }))
}

const tradesAt = (call: Call, ofs: number): Readonly<Record<string, Row>> => {
  const result = HANDLERS_OF_TRADING.get_trade_history?.({ ...call, params: { ofs: String(ofs) } })
  return hasTrades(result) ? result.trades : {}
}

const hasTrades = (result: unknown): result is { readonly trades: Readonly<Record<string, Row>> } =>
  typeof result === 'object' && result !== null && 'trades' in result
