import { expect, test } from 'vitest'
import { createPaperBook, type PaperBook } from '../../../src/exchange/paper/book.ts'
import { run } from '../../../src/kraken/trading/absorb.ts'
import { openRecord } from '../../../src/kraken/trading/open-record.ts'
import { aDatabase } from '../../support/sql.ts'

const fresh = () => {
  const balances = { ZUSD: '1000' }
  const record = openRecord({ seed: 'paper:test:0', mark: '0', balances, now: 0 })
  return { ...record, tape: {}, beginning: { at: 0, balances, value: '1000', resets: 0 } }
}

const note = (book: PaperBook): void =>
  book.change((account) => {
    const [entry] = account.ledger
    if (entry) account.ledger.push({ ...entry, amount: '0' })
    run(account, { kind: 'clock', now: 1 })
  })

// Memory that had fallen behind its rows stayed so, and every command failed until the object was evicted.
test('after a write that failed the rows are read again', () => {
  const sql = aDatabase()
  const [one, other] = [createPaperBook(sql), createPaperBook(sql)]
  one.begin(fresh())
  other.peek()
  note(one)
  expect(() => note(other)).toThrow()
  note(other)
  expect(other.state().ledger).toHaveLength(3)
})
