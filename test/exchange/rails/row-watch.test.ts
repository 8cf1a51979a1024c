import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createOrderFacts } from '../../../src/exchange/rails/order-facts.ts'
import { createRowWatch } from '../../../src/exchange/rails/row-watch.ts'
import { aDatabase } from '../../support/sql.ts'

const NOW = 1_790_000_000_000
const HOUR_MS = 3_600_000

const INSERT = `INSERT INTO intents (id, call_id, position, request, token_id, tool, params, digest, pair, side, state,
  intended_at, order_type, volume, limit_price) VALUES (?, ?, 0, 'r', 't_a', 'add_order', '{}', '', 'XBTUSD', 'buy', ?, ?, 'limit', '1', '10')`

const step = fc.record({
  id: fc.integer({ min: 0, max: 5 }),
  what: fc.constantFrom('insert', 'state', 'fill', 'all', 'delete', 'wait', 'back'),
  state: fc.constantFrom('intended', 'sent', 'placed', 'refused', 'withdrawn', 'uncertain'),
})

test('what is remembered of the journal is what a new reading finds, whatever is written', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const watch = createRowWatch(aDatabase())
      const { sql } = watch
      const facts = createOrderFacts(sql, watch)
      let now = NOW
      for (const { id, what, state } of steps) {
        const name = `i_${id}`
        const known = sql.run('SELECT id FROM intents WHERE id = ?', name).length > 0
        if (what === 'insert' && !known) sql.run(INSERT, name, name, state, now)
        if (what === 'state') sql.run('UPDATE intents SET state = ? WHERE id = ?', state, name)
        if (what === 'fill')
          sql.run(
            `UPDATE intents SET filled = '1', filled_at = ?, final = 1 WHERE id = ? AND state IN (?)`,
            now,
            name,
            'placed',
          )
        if (what === 'all') sql.run(`UPDATE intents SET volume = '2' WHERE state = ?`, state)
        if (what === 'delete') sql.run('DELETE FROM intents WHERE id = ?', name)
        if (what === 'wait') now += HOUR_MS * 5
        if (what === 'back') now -= HOUR_MS * 2
        const byId = (list: readonly { intent: string }[]) =>
          [...list].sort((a, b) => a.intent.localeCompare(b.intent))
        expect(byId(facts.orders(now))).toEqual(byId(createOrderFacts(sql).orders(now)))
      }
    }),
    { numRuns: 60 },
  )
})

test('where nothing was written the very same list comes back', () => {
  const watch = createRowWatch(aDatabase())
  const facts = createOrderFacts(watch.sql, watch)
  watch.sql.run(INSERT, 'i_1', 'i_1', 'placed', NOW)
  const before = facts.orders(NOW)
  watch.sql.run(`INSERT INTO states (name, value) VALUES ('a', '1')`)
  expect(facts.orders(NOW + 1)).toBe(before)
  watch.sql.run(`UPDATE intents SET state = 'sent' WHERE id = ?`, 'i_1')
  expect(facts.orders(NOW + 2)).toMatchObject([{ state: 'unresolved' }])
})

test('an inventory that was written is read again', () => {
  const watch = createRowWatch(aDatabase())
  const facts = createOrderFacts(watch.sql, watch)
  expect(facts.inventory()).toEqual([])
  watch.sql.run(`INSERT INTO inventory (token_id, asset, net) VALUES ('t_a', 'BTC', '1')`)
  expect(facts.inventory()).toEqual([{ tokenId: 't_a', asset: 'BTC', net: '1' }])
  watch.sql.run(`UPDATE inventory SET net = '2' WHERE token_id = 't_a'`)
  expect(facts.inventory()).toMatchObject([{ net: '2' }])
})
