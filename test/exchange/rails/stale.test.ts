import { expect, test } from 'vitest'
import { aDesk, buy, reasonsOf } from './a-desk.ts'

const SILENT = { fault: 'status', status: 502, times: 0 } as const

test('without a fresh book nothing that increases leaves, and a reduction near the last price does', async () => {
  const house = aDesk({ t_test: { mandate: {} } })
  const { bid } = await house.touch()
  const bought = await house.call(
    'add_order',
    buy({ ordertype: 'market', price: undefined, volume: '0.002' }),
  )
  expect(bought).toMatchObject({ ok: true })
  await house.fault({ path: 'Depth', ...SILENT })
  const price = String(Math.round(bid * 0.97))
  expect(reasonsOf(await house.call('add_order', buy({ price })))).toContain('stale_market')
  const sale = await house.call('add_order', buy({ type: 'sell', price, volume: '0.001' }))
  expect(sale).toMatchObject({ ok: true })
})

test('what cannot be read denies; it is never taken for nothing', async () => {
  const house = aDesk(
    { t_test: { mandate: { priceCollarPercent: 'none', maxExposure: '1000' } } },
    {
      OWNER_LIMITS: JSON.stringify({ maxExposure: '1000000' }),
    },
  )
  await house.fault({ path: 'BalanceEx', ...SILENT })
  expect(reasonsOf(await house.call('add_order', buy()))).not.toEqual([])
  expect(await house.seen('AddOrder')).toHaveLength(0)
})

test('where no rule would look at anything nothing is read', async () => {
  const house = aDesk({})
  await house.call('add_order', buy())
  const paths = (await house.seen()).map(({ path }) => path.split('/').at(-1))
  expect(paths.filter((path) => path !== 'GetApiKeyInfo')).toEqual(['AddOrder'])
})

test('a hundred calls at once share what is read for them', async () => {
  const house = aDesk({ t_test: { mandate: { maxDayNotional: '100' } } })
  const { bid } = await house.touch()
  const price = String(Math.round(bid * 0.9))
  const calls = Array.from({ length: 100 }, (_, at) =>
    house.call('add_order', buy({ price, cl_ord_id: `n${at}` })),
  )
  await house.clock.advance(15_000)
  await Promise.all(calls)
  expect((await house.seen('BalanceEx')).length).toBeLessThan(5)
  expect((await house.seen('Depth')).length).toBeLessThan(5)
})

test('whoever is denied over and over does not use up the key’s budget', async () => {
  const house = aDesk({ t_test: { mandate: { priceCollarPercent: 'none', maxOpenOrders: 1 } } })
  await house.call('add_order', buy({ cl_ord_id: 'a' }))
  for (let at = 0; at < 30; at++) await house.call('add_order', buy({ cl_ord_id: `n${at}` }))
  expect((await house.seen('QueryOrders')).length).toBeLessThan(7)
  await house.clock.advance(11_000)
  await house.turn('fill', { cl_ord_id: 'a', volume: '0.001' })
  expect(await house.call('add_order', buy({ cl_ord_id: 'b' }))).toMatchObject({ ok: true })
})
