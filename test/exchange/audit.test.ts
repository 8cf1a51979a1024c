import { expect, test } from 'vitest'
import { createAudit } from '../../src/exchange/audit.ts'
import type { Sql } from '../../src/exchange/sql.ts'
import { aDatabase } from '../support/sql.ts'

/** An audit of so many rows, and how many rows were read of it since this was asked last. */
const anAudit = (rows: number) => {
  const disk = aDatabase()
  let read = 0
  const sql: Sql = {
    ...disk,
    run(...statement) {
      const result = disk.run(...statement)
      read += result.length
      return result
    },
  }
  const audit = createAudit(sql)
  const write = () => audit.write({ event: 'test' }, 1)
  for (let row = 0; row < rows; row++) write()
  const rowsRead = () => {
    const count = read
    read = 0
    return count
  }
  return {
    audit,
    write,
    rowsRead,
    change: (id: number) => sql.run('UPDATE audit SET at = 2 WHERE id = ?', id),
  }
}

// The owner's page walked the whole chain each time that it was opened.
test('what was walked once is not walked again, and what is new is', () => {
  const { audit, write, rowsRead, change } = anAudit(1_200)
  expect(audit.firstNewBroken()).toBeUndefined()
  write()
  rowsRead()
  expect(audit.firstNewBroken()).toBeUndefined()
  expect(rowsRead()).toBeLessThan(5)
  write()
  change(1_202)
  expect(audit.firstNewBroken()).toBe(1_202)
  expect(audit.firstNewBroken()).toBe(1_202)
})

test('a row changed behind the mark shows in the whole walk, and the mark itself when it is changed or gone', () => {
  const { audit, change } = anAudit(10)
  audit.firstNewBroken()
  change(3)
  expect(audit.firstNewBroken()).toBeUndefined()
  expect(audit.firstBroken()).toBe(3)
  expect(audit.firstNewBroken()).toBe(3)
  const other = anAudit(10)
  other.audit.firstNewBroken()
  other.change(10)
  expect(other.audit.firstNewBroken()).toBe(10)
})
