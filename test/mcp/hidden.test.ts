import { expect, test } from 'vitest'
import type { Scope } from '../../src/auth/principal.ts'
import type { AccountStatus } from '../../src/exchange/port.ts'
import { type Onlooker, whyHidden } from '../../src/mcp/hidden.ts'
import { facesFor } from '../../src/mcp/prepared.ts'
import { viewOf } from '../../src/mcp/view.ts'
import { toolNamed } from '../../src/tools/catalogue.ts'

const onlooker = (path: string, scopes: readonly Scope[], status?: AccountStatus): Onlooker => {
  const result = viewOf(path)
  if (!('view' in result)) throw new Error('no door')
  return { principal: { scopes, account: 'live' }, view: result.view, status }
}
const why = (name: string, who: Onlooker) => {
  const tool = toolNamed(name)
  if (!tool) throw new Error('no such tool')
  return whyHidden(tool, who)
}
const names = (who: Onlooker) => facesFor(who).map(({ name }) => name)

const keyWith = (...permissions: NonNullable<AccountStatus['key']>['permissions']): AccountStatus => ({
  hasKey: true,
  key: { permissions, nonceWindow: 0, validUntil: 0, queryFrom: 0, queryTo: 0, ipAllowlist: [] },
  warnings: [],
  problems: [],
})

test('a token sees nothing that its scopes do not cover', () => {
  const reader = onlooker('/mcp', ['read'])
  expect(names(reader)).toContain('get_ticker')
  expect(names(reader)).not.toContain('add_order')
  expect(why('add_order', reader)).toMatchObject({
    kind: 'forbidden',
    code: 'missing_scope',
    details: { scope: 'trade' },
  })
})

test('trade does not imply funds, and nothing implies raw', () => {
  const trader = onlooker('/mcp/x/all', ['trade'])
  expect(why('withdraw', trader)).toMatchObject({ code: 'missing_scope', details: { scope: 'funds' } })
  expect(
    why('get_websockets_token', onlooker('/mcp/x/all', ['read', 'trade', 'funds', 'admin'])),
  ).toMatchObject({
    code: 'missing_scope',
    details: { scope: 'raw' },
  })
})

test('admin grants no tool', () => {
  expect(names(onlooker('/mcp/x/all', ['admin']))).toEqual([])
})

test('a tool outside the URL’s toolsets is forbidden, and the URL that has it is named', () => {
  expect(why('get_assets', onlooker('/mcp', ['read']))).toMatchObject({
    kind: 'forbidden',
    code: 'outside_toolsets',
    hint: expect.stringContaining('/mcp/x/market'),
  })
  expect(why('get_ticker', onlooker('/mcp/x/trading', ['trade']))).toMatchObject({ code: 'outside_toolsets' })
})

test('a read-only URL lists what reads and forbids what acts', () => {
  const who = onlooker('/mcp/x/all/readonly', ['trade', 'funds', 'raw'])
  expect(names(who)).toContain('get_open_orders')
  expect(names(who)).not.toContain('cancel_order')
  expect(names(who)).not.toContain('request_export_report')
  expect(why('cancel_order', who)).toMatchObject({ kind: 'forbidden', code: 'readonly_url' })
})

test('without a key the market is all there is, and the two secrets are named', () => {
  const who = onlooker('/mcp/x/all', ['trade'], { hasKey: false, warnings: [], problems: [] })
  expect(names(who)).toContain('get_ticker')
  expect(names(who)).not.toContain('get_account_balance')
  expect(why('get_account_balance', who)).toMatchObject({
    kind: 'forbidden',
    code: 'no_key',
    hint: expect.stringMatching(/KRAKEN_API_KEY.*KRAKEN_API_SECRET/),
  })
})

test('what the key cannot do is not listed, and the permission is named by code and label', () => {
  const who = onlooker('/mcp', ['trade'], keyWith('query-funds'))
  expect(names(who)).toContain('get_account_balance')
  expect(names(who)).not.toContain('add_order')
  expect(why('add_order', who)).toMatchObject({
    kind: 'forbidden',
    code: 'missing_permission',
    message: expect.stringMatching(/modify-trades.*Create & modify orders/),
  })
})

test('a key with either of two permissions may cancel', () => {
  expect(why('cancel_order', onlooker('/mcp', ['trade'], keyWith('close-trades')))).toBeUndefined()
})

test('where nobody knows what the key can do, everything the scopes allow is listed', () => {
  expect(names(onlooker('/mcp', ['trade'], undefined))).toContain('add_order')
  expect(names(onlooker('/mcp', ['trade'], { hasKey: true, warnings: [], problems: [] }))).toContain(
    'add_order',
  )
})

const onPaper = (path: string, scopes: readonly Scope[], status?: AccountStatus): Onlooker => {
  const who = onlooker(path, scopes, status)
  return { ...who, principal: { ...who.principal, account: 'paper:demo' } }
}
const whyOnPaper = (name: string) => {
  const tool = toolNamed(name)
  return tool && whyHidden(tool, onPaper('/mcp/x/all', ['read', 'trade', 'funds', 'raw']))
}

test('a paper token is listed no tool that its account cannot use, and each says why', () => {
  const listed = names(onPaper('/mcp/x/all', ['read', 'trade', 'funds', 'raw']))
  const useless = [
    'get_api_key_info',
    'withdraw',
    'allocate_earn',
    'list_earn_strategies',
    'create_subaccount',
  ]
  for (const name of [...useless, 'get_websockets_token', 'request_export_report', 'get_deposit_methods']) {
    expect(listed).not.toContain(name)
    expect(whyOnPaper(name)).toMatchObject({ kind: 'forbidden', code: 'paper_unsupported' })
    expect(whyOnPaper(name)?.message).toMatch(new RegExp(`^${name} does not work on a paper account: .{20}`))
  }
  for (const name of ['add_order', 'get_ledgers', 'get_trade_volume', 'activate_kill_switch', 'explain_fill'])
    expect(listed).toContain(name)
})

test('the tools of a paper account are listed to no live token, and in the core of a paper one', () => {
  const live = onlooker('/mcp/x/all', ['read', 'trade'])
  expect(names(live)).not.toContain('get_paper_account')
  expect(why('reset_paper_account', live)).toMatchObject({ kind: 'forbidden', code: 'paper_only' })
  expect(names(onPaper('/mcp', ['read', 'trade']))).toContain('get_paper_account')
})

test('a paper account needs no key', () => {
  const keyless = { hasKey: false, warnings: [], problems: [] }
  expect(names(onPaper('/mcp', ['read', 'trade'], keyless))).toContain('add_order')
})
