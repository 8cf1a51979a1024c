import { expect, test } from 'vitest'
import type * as z from 'zod'
import type { Endpoint } from '../../src/kraken/endpoint.ts'
import { ENDPOINTS, endpointAt, endpointOf, TOOLSETS } from '../../src/kraken/endpoints/all.ts'
import { KRAKEN } from './kraken-pages.ts'

const lines = Object.values(KRAKEN).flat()

const paramsOf = (endpoint: Endpoint): string[] =>
  Object.entries<z.ZodType>(endpoint.params.shape)
    .map(([name, schema]) => (schema.safeParse(undefined).success ? `${name}?` : name))
    .sort()

const permissionsOf = ({ permissions }: Endpoint): string =>
  'all' in permissions ? permissions.all.join('&') : permissions.any.join('|')

test('there are 61 rows, in the toolsets and the order of the catalogue', () => {
  const names = Object.entries(TOOLSETS).map(([toolset, rows]) => [toolset, rows.map((row) => row.tool)])
  const pages = Object.entries(KRAKEN).map(([toolset, rows]) => [toolset, rows.map(([tool]) => tool)])
  expect(ENDPOINTS).toHaveLength(61)
  expect(names).toEqual(pages)
})

test.each(lines)(
  '%s is %s, with Kraken’s own parameters and permissions',
  (tool, path, params, permissions) => {
    const endpoint = endpointOf(tool)
    if (!endpoint) throw new Error(`no row for ${tool}`)
    expect(endpoint.path).toBe(path)
    expect(endpointAt(path)).toBe(endpoint)
    expect(paramsOf(endpoint)).toEqual(params.split(' ').filter(Boolean).sort())
    expect(permissionsOf(endpoint)).toBe(permissions)
  },
)

test.each(ENDPOINTS)('$tool takes its own example and refuses an unknown argument', (endpoint) => {
  expect(endpoint.params.parse(endpoint.example)).toEqual(endpoint.example)
  const refused = endpoint.params.safeParse({ ...endpoint.example, nonsense: 1 })
  expect(refused.error?.issues[0]?.code).toBe('unrecognized_keys')
})

test.each(ENDPOINTS)('$tool is described in few words', ({ title, describe, params }) => {
  expect(title.split(' ').length).toBeLessThanOrEqual(4)
  expect(describe.length).toBeLessThanOrEqual(110)
  expect(describe).toMatch(/\.$/)
  for (const schema of Object.values<z.ZodType>(params.shape)) {
    expect((schema.description ?? '').length).toBeLessThanOrEqual(40)
  }
})

test.each(ENDPOINTS)('$tool names only parameters that it has', (endpoint) => {
  const named = [Object.keys(endpoint.names ?? {}), endpoint.query ?? [], endpoint.unlisted ?? []].flat()
  expect(named.filter((name) => !(String(name) in endpoint.params.shape))).toEqual([])
})

test('only public answers may be cached, and market data briefly', () => {
  const cached = ENDPOINTS.filter((row) => row.cacheMs !== undefined)
  expect(cached.filter((row) => row.path.startsWith('/0/private/'))).toEqual([])
  expect(Object.fromEntries(cached.map((row) => [row.tool, row.cacheMs]))).toEqual({
    get_system_status: 5000,
    get_maintenance_schedule: 5000,
    get_assets: 300_000,
    get_asset_pairs: 300_000,
    get_ticker: 1000,
    get_ohlc: 5000,
    get_order_book: 1000,
    get_grouped_order_book: 1000,
    get_recent_trades: 1000,
    get_recent_spreads: 1000,
    get_pre_trade_data: 1000,
    get_post_trade_data: 1000,
  })
})

test('what places, stops or moves says so', () => {
  const tools = (effect: string) => ENDPOINTS.filter((row) => row.effect === effect).map((row) => row.tool)
  expect(tools('order')).toEqual(['add_order', 'add_order_batch', 'amend_order', 'edit_order'])
  expect(tools('cancel')).toEqual([
    'cancel_order',
    'cancel_order_batch',
    'cancel_all_orders',
    'cancel_all_orders_after',
  ])
  expect(tools('funds')).toEqual([
    'withdraw',
    'cancel_withdrawal',
    'wallet_transfer',
    'allocate_earn',
    'deallocate_earn',
    'create_subaccount',
    'account_transfer',
  ])
  expect(ENDPOINTS.filter((row) => row.once).map((row) => row.tool)).toEqual([
    'request_export_report',
    'remove_export',
    'get_deposit_addresses',
  ])
  expect(ENDPOINTS.filter((row) => row.scope === 'raw').map((row) => row.tool)).toEqual([
    'get_websockets_token',
  ])
})
