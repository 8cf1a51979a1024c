import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTable } from '../../src/kraken/table.ts'

/** The columns of a CSV file by their names; an empty cell is NaN. */
export const readColumns = (folder: string, name: string): ReadonlyMap<string, Float64Array> => {
  const { fields, rows } = readRows(folder, name)
  return new Map(
    fields.map((field, place) => [
      field,
      Float64Array.from(rows, (row) => (row[place] ? Number(row[place]) : Number.NaN)),
    ]),
  )
}

/** A CSV file as texts. */
export const readRows = (folder: string, name: string) => parseTable(readFileSync(join(folder, name), 'utf8'))
