import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sqlText } from '../../src/cli/sql-text.ts'
import { type TokenRow, tokenRow } from '../../src/store/token-row.ts'
import { insertSql, listSql, revokeSql } from '../../src/store/token-sql.ts'

const ROW: TokenRow = {
  id: 't_1',
  name: 'a client',
  hash: 'h',
  exchange: 'kraken',
  account: 'live',
  scopes: 'read',
  forUrl: false,
  createdAt: 1,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  mandate: null,
  parent: null,
}

const HOSTILE = [
  `'); DROP TABLE tokens; --`,
  `x', 'h2', 'kraken', 'live', 'admin', 0, 0, NULL, NULL, NULL); --`,
  '"`;[?]?1 :a @b $c',
  "\\' OR 1=1",
  '/* */ -- \n\r\t',
  'a\u0000b',
  '💸 Ünïcode \u2028',
  '?',
  '',
]

const aDatabase = () => {
  const db = new DatabaseSync(':memory:')
  for (const file of ['0001_tokens', '0003_mandates']) db.exec(readFileSync(`migrations/${file}.sql`, 'utf8'))
  return db
}

test('a hostile name goes in as text and comes back as it was', () => {
  for (const name of HOSTILE) {
    const db = aDatabase()
    db.exec(sqlText(insertSql({ ...ROW, name })))
    expect(db.prepare(sqlText(listSql())).all().map(tokenRow)).toEqual([{ ...ROW, name }])
  }
})

test('whatever was typed, the SQL holds no character of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const sql = sqlText(insertSql({ ...ROW, name }))
      expect(sql).toBe(sqlText(insertSql({ ...ROW, name: '' })).replace("X''", `X'${hex(name)}'`))
      const db = aDatabase()
      db.exec(sql)
      expect(db.prepare('SELECT name FROM tokens').get()).toEqual({ name })
    }),
  )
})

test('a hostile id revokes nothing', () => {
  const db = aDatabase()
  db.exec(sqlText(insertSql(ROW)))
  expect(db.prepare(sqlText(revokeSql("x' OR '1'='1", 5))).all()).toEqual([])
  expect(db.prepare(sqlText(revokeSql('t_1', 5))).all()).toEqual([{ id: 't_1', revoked_at: 5 }])
})

test('what is neither text nor whole number is refused', () => {
  for (const value of [Number.NaN, 1.5, Number.POSITIVE_INFINITY])
    expect(() => sqlText({ sql: 'SELECT ?', values: [value] })).toThrow()
  expect(() => sqlText({ sql: 'SELECT ?, ?', values: ['one'] })).toThrow()
})

const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex')
