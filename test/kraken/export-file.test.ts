import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { isZip, MAX_UNPACKED_BYTES, readExport } from '../../src/kraken/export-file.ts'
import { parseTable } from '../../src/kraken/table.ts'
import { firstFile } from '../../src/kraken/unzip.ts'

test('a zipped csv becomes its fields and rows', async () => {
  const zip = zipSync({ 'trades.csv': strToU8('"txid","pair","vol"\r\n"TA","XBTUSD",0.5\r\n"TB","",1\r\n') })
  expect(isZip(zip)).toBe(true)
  expect(await readExport(zip)).toEqual({
    kind: 'result',
    result: {
      fields: ['txid', 'pair', 'vol'],
      rows: [
        ['TA', 'XBTUSD', '0.5'],
        ['TB', '', '1'],
      ],
    },
    warnings: [],
  })
})

test('tabs separate where the header holds one', () => {
  expect(parseTable('a\tb\n1,5\t2\n')).toEqual({ fields: ['a', 'b'], rows: [['1,5', '2']] })
})

test('an empty report is an empty table', () => {
  expect(parseTable('')).toEqual({ fields: [], rows: [] })
  expect(parseTable('\uFEFFa,b\n')).toEqual({ fields: ['a', 'b'], rows: [] })
})

test('any table comes back from its quoted text', () => {
  const cell = fc.string({ unit: 'grapheme' })
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }))
  fc.assert(
    fc.property(table, (rows) => {
      const lines = [rows[0]?.map((_, column) => `f${column}`) ?? ['f0', 'f1'], ...rows]
      const text = lines
        .map((line) => line.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
        .join('\n')
      expect(parseTable(text)).toEqual({ fields: lines[0], rows })
    }),
  )
})

test('a zip that would unpack to too much is not unpacked', async () => {
  const bomb = zipSync({ 'bomb.csv': new Uint8Array(MAX_UNPACKED_BYTES + 1) })
  expect(bomb.length).toBeLessThan(100_000)
  expect(await readExport(bomb)).toMatchObject({ kind: 'lost', why: 'too_large' })
})

test('a zip that lies about its size unpacks to no more than it said', async () => {
  const zip = zipSync({ 'lie.csv': new Uint8Array(1_000_000) })
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const directory = view.getUint32(zip.length - 6, true)
  view.setUint32(directory + 24, 10, true)
  const reply = await readExport(zip)
  expect(JSON.stringify(reply).length).toBeLessThan(200)
})

test('only the first file of a zip is read', async () => {
  const zip = zipSync({ 'a.csv': strToU8('x,y\n1,2'), 'b.csv': new Uint8Array(MAX_UNPACKED_BYTES + 1) })
  expect(await readExport(zip)).toMatchObject({ result: { fields: ['x', 'y'] } })
})

test('a broken or empty zip is no answer', async () => {
  expect(await readExport(strToU8('PK\u0003\u0004 and nothing more'))).toMatchObject({
    kind: 'lost',
    why: 'not_envelope',
  })
  expect(await readExport(zipSync({}))).toMatchObject({ kind: 'lost', why: 'not_envelope' })
})

test('whatever is zipped is found again, at any level and beside any comment', async () => {
  const content = fc.uint8Array({ maxLength: 2_000 })
  const level = fc.constantFrom(0, 1, 9 as const)
  await fc.assert(
    fc.asyncProperty(content, level, fc.string({ maxLength: 50 }), async (bytes, level, comment) => {
      const zip = zipSync({ 'report.csv': bytes }, { level, comment })
      expect(await firstFile(zip)?.unpack()).toEqual(bytes)
    }),
  )
})

test('sizes that a zip writes in 64 bits are read where they stand', async () => {
  const text = strToU8('x,y\n1,2')
  const zip = zipSync({ 'a.csv': text }, { level: 0, extra: { 1: new Uint8Array(16) } })
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const directory = view.getUint32(zip.length - 6, true)
  const extra = directory + 46 + 'a.csv'.length + 4
  view.setBigUint64(extra, BigInt(text.length), true)
  view.setBigUint64(extra + 8, BigInt(text.length), true)
  view.setUint32(directory + 20, 0xffffffff, true)
  view.setUint32(directory + 24, 0xffffffff, true)
  expect(await readExport(zip)).toMatchObject({ result: { fields: ['x', 'y'] } })
})
