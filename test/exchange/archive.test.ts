import { expect, test } from 'vitest'
import { createAlerts } from '../../src/exchange/alerts.ts'
import { type Archive, archiving } from '../../src/exchange/archive.ts'
import { createAudit } from '../../src/exchange/audit.ts'
import type { SqlRow } from '../../src/exchange/sql.ts'
import { createStates } from '../../src/exchange/states.ts'
import { type AccountHouse, anAccount } from '../support/account.ts'
import { aCopy, callAs, command } from '../support/owner.ts'

const DAY = 86_400_000
const ANNA = aCopy('anna', 'trade')

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

/** A house and the archive's job over its storage; what was copied is kept here. */
const anArchive = (house: AccountHouse, archive?: Partial<Archive>) => {
  const copied: { intents: SqlRow[]; audit: SqlRow[] } = { intents: [], audit: [] }
  const { sql, clock } = house
  const audit = createAudit(sql)
  const job = archiving({
    sql,
    states: createStates(sql),
    audit,
    clock,
    days: 90,
    archive: {
      intents: async (rows) => void copied.intents.push(...rows),
      audit: async (rows) => void copied.audit.push(...rows),
      ...archive,
    },
  })
  return { copied, audit, run: () => job.run(clock.now()) }
}

const ids = (house: AccountHouse) =>
  house.sql.run('SELECT client_order_id AS id FROM intents').map(({ id }) => id)

test('what was closed 90 days ago leaves for the archive; what is open, young or bound to a key stays', async () => {
  const house = anAccount()
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'closed', price: '9000' }))
  await callAs(house, ANNA, 'cancel_order', { cl_ord_id: 'closed' })
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'open', price: '9100' }))
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'bound', price: '9200', idempotency_key: 'k' }))
  await callAs(house, ANNA, 'cancel_order', { cl_ord_id: 'bound' })
  const { copied, run } = anArchive(house)
  house.clock.jump(91 * DAY)
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'young', price: '9300' }))
  expect(await run()).toBe('done')
  expect(copied.intents.map(({ client_order_id }) => client_order_id)).toContain('closed')
  expect(ids(house)).toEqual(expect.arrayContaining(['open', 'bound', 'young']))
  expect(ids(house)).not.toContain('closed')
})

// An old order that traded yesterday left at once, and took its part of the day's allowance along.
test('what has traded lately stays, however long ago it was placed', async () => {
  const house = anAccount()
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'old' }))
  house.clock.jump(91 * DAY)
  await house.turn('fill', { cl_ord_id: 'old', volume: '0.001' })
  await house.account.job('reconcile', Math.floor(house.clock.now() / 60_000) * 60_000)
  const { run } = anArchive(house)
  await run()
  expect(ids(house)).toContain('old')
  house.clock.jump(91 * DAY)
  await run()
  expect(ids(house)).not.toContain('old')
})

// Without an id of ours an open order was taken for closed: it came back as nobody's, and a child as the owner's.
test('an open order that was adopted stays', async () => {
  const house = anAccount()
  await house.account.job('reconcile', Math.floor(house.clock.now() / 60_000) * 60_000)
  const adopted = () => house.sql.run("SELECT id FROM intents WHERE tool = 'stranger'")
  const before = adopted()
  expect(before).toHaveLength(1)
  house.clock.jump(91 * DAY)
  await anArchive(house).run()
  expect(adopted()).toEqual(before)
})

// Kraken keeps a position for a year, and it is its token's by the order that opened it.
test('the order that opened a position stays as long as the position may', async () => {
  const house = anAccount()
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'margin', leverage: '2' }))
  await callAs(house, ANNA, 'cancel_order', { cl_ord_id: 'margin' })
  const { run } = anArchive(house)
  house.clock.jump(400 * DAY)
  await run()
  expect(ids(house)).toContain('margin')
  house.clock.jump(60 * DAY)
  await run()
  expect(ids(house)).not.toContain('margin')
})

test('a client order id that has left is still spent', async () => {
  const house = anAccount()
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'mine' }))
  await callAs(house, ANNA, 'cancel_order', { cl_ord_id: 'mine' })
  house.clock.jump(91 * DAY)
  await anArchive(house).run()
  expect(await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'mine' }))).toMatchObject({
    ok: false,
    failure: { code: 'order_id_used' },
  })
})

test('the chain of the audit goes on from what has left, and a change to what stayed still shows', async () => {
  const house = anAccount()
  for (const price of ['9000', '9100', '9200']) await callAs(house, ANNA, 'add_order', buy({ price }))
  const { copied, audit, run } = anArchive(house)
  const last = Number(house.sql.run('SELECT MAX(id) AS id FROM audit')[0]?.id)
  house.clock.jump(91 * DAY)
  await run()
  expect(copied.audit.map(({ id }) => id)).toEqual(Array.from({ length: last - 1 }, (_, at) => at + 1))
  expect(audit.firstBroken()).toBeUndefined()
  await callAs(house, ANNA, 'add_order', buy({ price: '9300' }))
  expect(audit.firstBroken()).toBeUndefined()
  house.sql.run("UPDATE audit SET event = 'forged' WHERE id = ?", last)
  expect(audit.firstBroken()).toBe(last)
})

test('a long audit leaves part by part, in order and without a gap, and verifies after each', async () => {
  const house = anAccount()
  const { copied, audit, run } = anArchive(house)
  for (let line = 0; line < 450; line++)
    audit.write({ event: 'test.line', facts: { line } }, house.clock.now())
  house.clock.jump(91 * DAY)
  const outcomes: string[] = []
  while (outcomes.at(-1) !== 'done') {
    outcomes.push(await run())
    expect(audit.firstBroken()).toBeUndefined()
  }
  expect(outcomes).toEqual(['more', 'more', 'done'])
  expect(copied.audit.map(({ id }) => id)).toEqual(copied.audit.map((_, at) => at + 1))
  expect(copied.audit.slice(1).every(({ previous }, at) => previous === copied.audit[at]?.hash)).toBe(true)
  const [first] = house.sql.run('SELECT previous FROM audit ORDER BY id LIMIT 1')
  expect(first?.previous).toBe(copied.audit.at(-1)?.hash)
  audit.write({ event: 'test.after' }, house.clock.now())
  expect(audit.firstBroken()).toBeUndefined()
  house.sql.run('DELETE FROM audit WHERE id = (SELECT MIN(id) FROM audit)')
  expect(audit.firstBroken()).toBe(Number(house.sql.run('SELECT MIN(id) AS id FROM audit')[0]?.id))
})

test('alerts told, links and token copies long expired go; what waits, opens or was revoked stays', async () => {
  const house = anAccount()
  const now = house.clock.now()
  const alerts = createAlerts(house.sql)
  for (const job of ['told', 'waiting']) alerts.raise('job_failing', { job }, now)
  alerts.delivered(1, now)
  await command(house, 'panic-link', { expires_in_ms: DAY })
  await command(house, 'panic-link', { expires_in_ms: 365 * DAY })
  const brief = { ...aCopy('brief', 'read'), expiresAt: now + DAY }
  await callAs(house, brief, 'get_account_balance')
  // What a child has built counts against its parent for ever.
  const child = { ...aCopy('child', 'read'), expiresAt: now + DAY }
  await callAs(house, child, 'get_account_balance')
  house.sql.run("UPDATE tokens SET parent = 't_anna' WHERE token_id = ?", child.tokenId)
  await callAs(house, ANNA, 'get_account_balance')
  await command(house, 'revoke', { id: 't_gone' })
  house.clock.jump(92 * DAY)
  await anArchive(house).run()
  const count = (table: string) => Number(house.sql.run(`SELECT COUNT(*) AS n FROM ${table}`)[0]?.n)
  expect(house.sql.run('SELECT facts FROM alerts')).toEqual([{ facts: '{"job":"waiting"}' }])
  expect(count('panic_links')).toBe(1)
  const tokens = house.sql.run('SELECT token_id FROM tokens').map(({ token_id }) => token_id)
  expect(tokens).toEqual(expect.arrayContaining([ANNA.tokenId, 't_gone', child.tokenId]))
  expect(tokens).not.toContain(brief.tokenId)
})

test('nothing leaves that could not be copied', async () => {
  const house = anAccount()
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'closed' }))
  await callAs(house, ANNA, 'cancel_order', { cl_ord_id: 'closed' })
  house.clock.jump(91 * DAY)
  const broken = anArchive(house, { intents: () => Promise.reject(new Error('D1 is gone')) })
  await expect(broken.run()).rejects.toThrow('does not answer')
  expect(ids(house)).toContain('closed')
  const silent = anArchive(house, { intents: () => new Promise(() => undefined) })
  const waiting = expect(silent.run()).rejects.toThrow('does not answer')
  await house.clock.advance(5_000)
  await waiting
  expect(ids(house)).toContain('closed')
})

test('a setting that is another than in the life before stands in the audit by its name alone', async () => {
  const changes = (house: AccountHouse) =>
    house.sql.run("SELECT facts FROM audit WHERE event = 'settings.changed'").map(({ facts }) => facts)
  const house = anAccount()
  house.restart()
  expect(changes(house)).toEqual([])
  house.sql.run("UPDATE states SET value = json_set(value, '$.tier', 'another') WHERE name = 'settings'")
  house.restart()
  expect(changes(house)).toEqual(['{"changed":["tier"]}'])
})
