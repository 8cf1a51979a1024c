import { expect, test } from 'vitest'
import { beginLine, goOn, type Line } from '../../../src/domain/equity/series.ts'
import { createReadings } from '../../../src/exchange/risk-check/readings.ts'
import { aDatabase } from '../../support/sql.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse('2026-11-01T00:00:00Z')
const STEP = 10 * 60_000

const at = (line: Line, usd: string): Line =>
  goOn(line, { values: new Map([['USD', usd]]), unpriced: [], flows: new Map(), rate: () => '1' })

test('forty days of readings leave two days of each and 35 of one an hour, and every high', () => {
  const sql = aDatabase()
  const readings = createReadings(sql)
  let line = beginLine({ values: new Map([['USD', '1000']]), unpriced: [] })
  for (let now = START; now < START + 40 * DAY; now += STEP) {
    // One spike, two readings long, on the 25th day.
    const isSpike = [20, 30].some((minutes) => now === START + 24 * DAY + minutes * 60_000)
    line = at(line, isSpike ? '2000' : '1000')
    readings.keep('account USD', line, now)
    if (now % HOUR === 0) readings.thin(now)
  }
  const count = sql.run('SELECT COUNT(*) AS count FROM risk_readings')[0]?.count
  expect(Number(count)).toBeLessThan((2 * DAY) / STEP + 35 * 24 + 20)
  const spiked = readings.courses('account USD', START + 29 * DAY, 'UTC')
  expect(spiked.day.drawdownPercent).toBe('0')
  expect(spiked.month.drawdownPercent).toBe('50')
  expect(spiked.month.loss).toBe('0')
})

test('a day is the worse of the zone’s own and the last 24 hours', () => {
  const readings = createReadings(aDatabase())
  let line = beginLine({ values: new Map([['USD', '1000']]), unpriced: [] })
  readings.keep('account USD', line, START + 20 * HOUR)
  line = at(line, '900')
  readings.keep('account USD', line, START + 23 * HOUR)
  const after = START + DAY + HOUR
  readings.keep('account USD', at(line, '895'), after)
  expect(readings.courses('account USD', after, 'UTC').day).toEqual({ loss: '105', drawdownPercent: '10.5' })
  const later = START + DAY + 23.5 * HOUR
  readings.keep('account USD', at(line, '895'), later)
  expect(readings.courses('account USD', later, 'UTC').day.loss).toBe('5')
})
