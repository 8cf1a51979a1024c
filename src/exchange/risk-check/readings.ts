import type { Period } from '../../domain/equity/periods.ts'
import type { Line } from '../../domain/equity/series.ts'
import { fixed, smaller } from '../../domain/money.ts'
import type { PeriodFact } from '../../domain/risk/facts.ts'
import type { Sql, SqlRow } from '../sql.ts'
import { createCourses } from './courses.ts'
import { thinReadings } from './thinning.ts'

/** What is kept of one line of equity at a moment, unix milliseconds. */
export interface KeptReading {
  readonly at: number
  readonly equity: string
  readonly result: string
  readonly perUnit: string
}

/** The readings of every line, in storage: each for 48 hours, then one an hour for 35 days. */
export interface Readings {
  /** Where a line stands, and since when. */
  line(subject: string): { readonly line: Line; readonly at: number } | undefined
  keep(subject: string, line: Line, at: number): void
  /** Forgets a line and all its readings. */
  drop(subject: string): void
  /** How the day (of the zone, and the last 24 hours: the worse), the week and the month went until then. */
  courses(subject: string, at: number, zone: string): Readonly<Record<Period, PeriodFact>>
  /** The last reading up to a moment, or else the first one after it. */
  around(subject: string, at: number): KeptReading | undefined
  /** Every reading from a moment on, oldest first. */
  from(subject: string, at: number): readonly KeptReading[]
  /** Thins out what is old. */
  thin(now: number): void
}

/** Two readings agree if they lie so far apart. */
export const APART_MS = 30_000

export const createReadings = (sql: Sql): Readings => {
  const around = (subject: string, at: number): KeptReading | undefined => {
    const [before] = sql.run(
      'SELECT * FROM risk_readings WHERE subject = ? AND at <= ? ORDER BY at DESC LIMIT 1',
      subject,
      at,
    )
    const [after] = before
      ? []
      : sql.run('SELECT * FROM risk_readings WHERE subject = ? AND at > ? ORDER BY at LIMIT 1', subject, at)
    const row = before ?? after
    return row && keptOf(row)
  }

  /** What one unit was worth at this reading and at one before it: a price that only one of them saw makes no high. */
  const heldHigh = (subject: string, perUnit: string, at: number): string => {
    const [row] = sql.run(
      'SELECT per_unit FROM risk_readings WHERE subject = ? AND at <= ? ORDER BY at DESC LIMIT 1',
      subject,
      at - APART_MS,
    )
    return typeof row?.per_unit === 'string' ? smaller(row.per_unit, perUnit) : perUnit
  }

  return {
    line(subject) {
      const [row] = sql.run('SELECT at, line FROM risk_lines WHERE subject = ?', subject)
      return row && { line: JSON.parse(String(row.line)), at: Number(row.at) }
    },
    keep(subject, line, at) {
      sql.run(
        `INSERT INTO risk_lines (subject, at, line) VALUES (?, ?, ?)
         ON CONFLICT (subject) DO UPDATE SET at = excluded.at, line = excluded.line`,
        subject,
        at,
        JSON.stringify(line),
      )
      sql.run(
        'INSERT OR REPLACE INTO risk_readings (subject, at, equity, result, per_unit, high) VALUES (?, ?, ?, ?, ?, ?)',
        subject,
        at,
        line.equity,
        line.result,
        line.perUnit,
        sortable(heldHigh(subject, line.perUnit, at)),
      )
    },
    drop(subject) {
      sql.run('DELETE FROM risk_lines WHERE subject = ?', subject)
      sql.run('DELETE FROM risk_readings WHERE subject = ?', subject)
    },
    courses: createCourses(sql, around),
    around,
    from: (subject, at) =>
      sql
        .run('SELECT * FROM risk_readings WHERE subject = ? AND at >= ? ORDER BY at', subject, at)
        .map(keptOf),
    thin: (now) => thinReadings(sql, now),
  }
}

// Texts of one length sort as the numbers that they are, so that SQLite finds the highest. Never negative.
const sortable = (perUnit: string): string =>
  (perUnit.startsWith('-') ? fixed('0', 12) : fixed(perUnit, 12)).padStart(32, '0')

const keptOf = (row: SqlRow): KeptReading => ({
  at: Number(row.at),
  equity: String(row.equity),
  result: String(row.result),
  perUnit: String(row.per_unit),
})
