import { expect, test } from 'vitest'
import type { Mandate } from '../../src/domain/mandate/mandate.ts'
import { OPEN } from '../../src/domain/mandate/presets.ts'
import { createAudit } from '../../src/exchange/audit.ts'
import { createTokenAuthority } from '../../src/exchange/token-authority.ts'
import { anAccount } from '../support/account.ts'
import { aClock } from '../support/clock.ts'
import { aCopy, aHouseWith, aRow, callAs, command, OWNER, resultOf } from '../support/owner.ts'
import { aDatabase } from '../support/sql.ts'
import { aTokenSource } from '../support/token-source.ts'

const ANNA = aCopy('anna', 'trade')
const BERT = aCopy('bert', 'trade')
const CHEF = aCopy('chef', 'admin')

const BUY = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }

const anAuthority = (
  rows: Parameters<typeof aTokenSource>[0] = [],
  exchange: 'loopback' | 'kraken' = 'loopback',
) => {
  const sql = aDatabase()
  const clock = aClock()
  const limits: { now: Mandate | undefined } = { now: undefined }
  const database = aTokenSource(rows)
  const tokens = createTokenAuthority({
    sql,
    audit: createAudit(sql),
    clock,
    exchange,
    ownerLimits: () => limits.now,
    source: database.source,
  })
  const seen = async (copy: typeof ANNA) =>
    tokens.admit({ tool: 'get_account_balance', token: copy }, clock.now())
  return { tokens, seen, limits, clock, ...database }
}

test('the account reads a token’s row once, with its mandate, and that is what holds from then on', async () => {
  const { house, state } = aHouseWith([aRow(ANNA, { maxOrderNotional: '600' })])
  await callAs(house, ANNA, 'get_account_balance')
  await callAs(house, ANNA, 'get_account_balance')
  expect(state.asked).toBe(3) // two rows went in, and one was read
  expect(house.sql.run('SELECT mandate FROM tokens WHERE token_id = ?', ANNA.tokenId)).toEqual([
    { mandate: '{"maxOrderNotional":"600"}' },
  ])
})

test('the front door’s word adds nothing to what the row says', async () => {
  const { house } = aHouseWith([aRow(aCopy('anna', 'read'))])
  expect(await callAs(house, ANNA, 'add_order', BUY)).toMatchObject({ failure: { code: 'missing_scope' } })
  const stranger = aCopy('nobody', 'trade')
  expect(await callAs(house, stranger, 'get_account_balance')).toMatchObject({
    failure: { code: 'invalid_token' },
  })
})

test('while the row cannot be read its token looks and stops, and places nothing', async () => {
  const { house, state } = aHouseWith([aRow(ANNA)])
  state.isGone = true
  expect(await callAs(house, ANNA, 'get_account_balance')).toMatchObject({ ok: true })
  expect(await callAs(house, ANNA, 'cancel_all_orders')).toMatchObject({ ok: true })
  expect(await callAs(house, ANNA, 'add_order', BUY)).toMatchObject({
    failure: { code: 'tokens_unavailable' },
  })
  state.isGone = false
  expect(await callAs(house, ANNA, 'get_account_balance')).toMatchObject({ ok: true })
})

test('a first stop waits a second for the row and no longer', async () => {
  const { source } = aTokenSource([aRow(ANNA)])
  const hanging = { ...source, byHash: () => new Promise<never>(() => {}) }
  const house = anAccount({}, { tokenSource: hanging })
  const stopped = callAs(house, ANNA, 'cancel_all_orders')
  await house.clock.advance(1_000)
  expect(await stopped).toMatchObject({ ok: true })
  expect(await house.seen('CancelAll')).toHaveLength(1)
})

test('a mandate that cannot be read allows nothing', async () => {
  const { tokens, seen } = anAuthority([
    { ...aRow(ANNA), mandate: '{"maxOrder":"600"}' },
    { ...aRow(BERT), mandate: 'no JSON' },
  ])
  for (const copy of [ANNA, BERT]) await seen(copy)
  for (const id of ['t_anna', 't_bert'])
    expect(tokens.boundsOf(id)).toMatchObject([{ mandate: { orderTypes: [], ordersPerMinute: 0 } }])
})

test('a token stands before its own mandate, each ancestor’s and the owner’s limits, and each counts its own', async () => {
  const { tokens, seen, limits } = anAuthority([
    aRow(ANNA, { maxOrderNotional: '900' }),
    aRow(BERT, { maxOrderNotional: '600' }, ANNA),
    aRow(CHEF, { grants: { maxLeverage: 2 } }),
    aRow(aCopy('child', 'trade'), {}, CHEF),
  ])
  limits.now = { maxDayLoss: '50' }
  for (const copy of [BERT, aCopy('child', 'trade')]) await seen(copy)
  expect(tokens.boundsOf('t_bert')).toEqual([
    {
      key: 't_bert',
      whose: 'token',
      name: 'bert',
      mandate: { maxOrderNotional: '600' },
      counts: new Set(['t_bert']),
    },
    {
      key: 't_anna',
      whose: 'parent',
      name: 'anna',
      mandate: { maxOrderNotional: '900' },
      counts: new Set(['t_anna', 't_bert']),
    },
    {
      key: 'owner',
      whose: 'owner',
      name: 'the owner’s limits',
      mandate: { ...OPEN, maxDayLoss: '50', grants: undefined },
      counts: 'account',
    },
  ])
  const [, granted] = tokens.boundsOf('t_child')
  expect(granted).toMatchObject({
    key: 't_chef/grants',
    mandate: { maxLeverage: 2 },
    counts: new Set(['t_chef', 't_child']),
  })
  expect(tokens.boundsOf('owner')).toEqual([])
})

test('without a mandate simulated money is open, and real money is out of reach', async () => {
  const simulated = anAuthority([aRow(ANNA)])
  expect(simulated.tokens.boundsOf('t_anna')).toMatchObject([{ mandate: OPEN }])
  const real = anAuthority([aRow(ANNA)], 'kraken')
  expect(real.tokens.boundsOf('t_anna')).toMatchObject([{ mandate: { orderTypes: [], ordersPerMinute: 0 } }])
})

test('a line whose parent is nowhere, or that runs in a ring, allows nothing', async () => {
  const { tokens, seen, add } = anAuthority([
    aRow(ANNA, {}, aCopy('gone')),
    { ...aRow(BERT, {}), parent: 't_chef' },
  ])
  add({ ...aRow(CHEF, {}), parent: 't_bert' })
  for (const copy of [ANNA, BERT]) await seen(copy)
  for (const id of ['t_anna', 't_bert'])
    expect(tokens.boundsOf(id).at(-1)).toMatchObject({ mandate: { orderTypes: [] } })
})

test('a parent that is revoked takes its children with it, those too that never called', async () => {
  const { house } = aHouseWith([aRow(ANNA), aRow(BERT, undefined, ANNA), aRow(CHEF, undefined, BERT)])
  await callAs(house, BERT, 'add_order', { ...BUY, cl_ord_id: 'bert-1' })
  expect(resultOf(await command(house, 'revoke', { id: ANNA.tokenId }))).toMatchObject({
    orders: { named: 1, cancelled: 1 },
  })
  for (const copy of [ANNA, BERT, CHEF])
    expect(await callAs(house, copy, 'get_account_balance')).toMatchObject({
      failure: { code: 'token_revoked' },
    })
  expect(await house.account.token(BERT.hash)).toMatchObject({ revokedAt: house.clock.now() })
})

test('a parent that has expired takes its children with it', async () => {
  const parent = { ...ANNA, expiresAt: 1_790_000_001_000 }
  const { house } = aHouseWith([aRow(parent), aRow(BERT, undefined, parent)])
  expect(await callAs(house, BERT, 'get_account_balance')).toMatchObject({ ok: true })
  await house.clock.advance(2_000)
  expect(await callAs(house, BERT, 'get_account_balance')).toMatchObject({
    failure: { code: 'token_expired' },
  })
})

test('a mandate is changed by the owner alone, in words that say what is wrong, and outlives a restart', async () => {
  const { house } = aHouseWith([aRow(ANNA), aRow(CHEF, { grants: {} })])
  const set = (mandate: unknown, by = OWNER) =>
    command(house, 'set-mandate', { id: ANNA.tokenId, mandate }, by)
  expect(await set({ maxOrdrNotional: '5' })).toMatchObject({
    failure: { code: 'invalid_mandate', message: expect.stringContaining('the nearest is maxOrderNotional') },
  })
  expect(await set({ maxOrderNotional: '5' }, CHEF)).toMatchObject({ failure: { code: 'owner_only' } })
  expect(await set({ maxOrderNotional: '5' })).toMatchObject({ ok: true })
  house.restart()
  expect(resultOf(await command(house, 'mandate', { id: ANNA.tokenId }))).toMatchObject({
    mandate: { maxOrderNotional: '5' },
  })
  expect(await command(house, 'mandate', { id: 't_nobody' })).toMatchObject({
    failure: { code: 'not_found' },
  })
})

test('a call that waits in the queue while its mandate, its parent’s or the owner’s limits change is not sent', async () => {
  const changes = [
    ['set-mandate', { id: BERT.tokenId, mandate: { maxOrderNotional: '5' } }],
    ['set-mandate', { id: ANNA.tokenId, mandate: { maxOrderNotional: '5' } }],
    ['set-limits', { limits: { maxOrderNotional: '5' } }],
  ] as const
  for (const [name, params] of changes) {
    const { house } = aHouseWith([aRow(ANNA), aRow(BERT, undefined, ANNA)])
    await callAs(house, BERT, 'get_account_balance')
    await house.fault({ path: 'Balance', fault: 'delay', ms: 3_000 })
    const reading = callAs(house, BERT, 'get_account_balance')
    await house.clock.settle()
    const waiting = callAs(house, BERT, 'add_order', BUY)
    await house.clock.settle()
    expect(await command(house, name, params)).toMatchObject({ ok: true })
    await house.clock.advance(5_000)
    await reading
    expect(await waiting).toMatchObject({ ok: false, failure: { code: 'mandate_changed' } })
    expect(await house.seen('AddOrder')).toEqual([])
  }
})

test('the owner’s limits are the setting’s until a command says otherwise, also after a restart', async () => {
  const { house } = aHouseWith([aRow(ANNA)], { OWNER_LIMITS: '{"maxOrderNotional":"600"}' })
  expect(resultOf(await command(house, 'limits'))).toEqual({
    limits: { maxOrderNotional: '600' },
    source: 'setting',
  })
  expect(await command(house, 'set-limits', { limits: { maxLeverage: 0 } })).toMatchObject({
    failure: { code: 'invalid_mandate' },
  })
  await command(house, 'set-limits', { limits: {} })
  house.restart()
  expect(resultOf(await command(house, 'limits'))).toEqual({ limits: {}, source: 'command' })
})

test('limits that cannot be read refuse new orders and nothing else', async () => {
  const { house } = aHouseWith([aRow(ANNA)], { OWNER_LIMITS: '{"maxOrder":"600"}' })
  expect(await callAs(house, ANNA, 'add_order', BUY)).toMatchObject({ failure: { code: 'misconfigured' } })
  expect(await callAs(house, ANNA, 'cancel_all_orders')).toMatchObject({ ok: true })
  const { problems } = await house.account.status()
  expect(problems.join(' ')).toContain('maxOrder is no field of a mandate')
})

// A token that was given raw while nothing was limited kept it when limits came.
test('what passes by the rails is refused once there is a limit, whoever set it', async () => {
  const RAW = aCopy('raw', 'read', 'raw')
  const ways = [
    ['set-limits', { limits: { maxDayLoss: '5' } }],
    ['set-mandate', { id: ANNA.tokenId, mandate: { maxOrderNotional: '5' } }],
  ] as const
  for (const [name, params] of ways) {
    const { house } = aHouseWith([aRow(ANNA), aRow(RAW, undefined, ANNA)])
    expect(await callAs(house, RAW, 'get_websockets_token')).toMatchObject({ ok: true })
    await command(house, name, params)
    expect(await callAs(house, RAW, 'get_websockets_token')).toMatchObject({
      failure: { code: 'limits_apply' },
    })
  }
})

const mint = (extra: object = {}) => ({
  id: 't_kid',
  hash: 'd'.repeat(64),
  name: 'kid',
  scopes: ['trade'],
  mandate: { maxOrderNotional: '50' },
  ...extra,
})

test('an admin mints children within what it grants, and they are written down', async () => {
  const grants: Mandate = { maxOrderNotional: '100', pairs: ['BTC/USD'] }
  const { house, source } = aHouseWith([aRow(CHEF, { grants })])
  expect(await command(house, 'mint', mint({ mandate: { maxOrderNotional: '101' } }), CHEF)).toMatchObject({
    failure: { code: 'invalid_mandate', message: 'maxOrderNotional is 101, more than the parent’s 100.' },
  })
  expect(await command(house, 'mint', mint({ scopes: ['admin'] }), CHEF)).toMatchObject({
    failure: { code: 'invalid_argument' },
  })
  expect(await command(house, 'mint', mint(), CHEF)).toMatchObject({ ok: true })
  expect(await source.byId('t_kid')).toMatchObject({
    parent: CHEF.tokenId,
    mandate: '{"maxOrderNotional":"50"}',
  })
  const widened = await command(house, 'set-mandate', { id: 't_kid', mandate: { pairs: ['ETH/USD'] } }, CHEF)
  expect(widened).toMatchObject({ failure: { code: 'invalid_mandate' } })
  expect(await command(house, 'set-mandate', { id: 't_kid', mandate: {} }, CHEF)).toMatchObject({ ok: true })
})

// Of the commands that nothing stands in the way of one takes a stop away: a bound admin could end the owner's panic link.
test('an admin that grants nothing mints nothing, and one that is bound is not the owner', async () => {
  const { house } = aHouseWith([aRow(CHEF, {})])
  const link = resultOf(await command(house, 'panic-link'))
  expect(await command(house, 'mint', mint(), CHEF)).toMatchObject({ failure: { code: 'grants_nothing' } })
  const commands: [string, object][] = [
    ['set-limits', { limits: {} }],
    ['set-mandate', { id: CHEF.tokenId, mandate: { grants: {} } }],
    ['release', {}],
    ['panic-link', {}],
    ['panic-revoke', { id: link.id }],
  ]
  for (const [name, params] of commands)
    expect(await command(house, name, { ...params }, CHEF)).toMatchObject({ failure: { code: 'owner_only' } })
  expect(await command(house, 'audit', {}, CHEF)).toMatchObject({ ok: true })
})

test('a child ends when its parent does', async () => {
  const chef = { ...CHEF, expiresAt: 1_790_000_100_000 }
  const { house, source } = aHouseWith([aRow(chef, { grants: {} })])
  await command(house, 'mint', mint({ mandate: {}, expires_in_ms: 86_400_000 }), chef)
  expect(await source.byId('t_kid')).toMatchObject({ expiresAt: chef.expiresAt })
})
