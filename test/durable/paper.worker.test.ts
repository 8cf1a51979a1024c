import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { openingText } from '../../src/domain/paper-opening.ts'
import { openPaper } from '../../src/store/paper-accounts.ts'
import { aCaller, call, emulatorLog, turn } from '../http/a-caller.ts'

const LIMIT = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', volume: '0.01', price: '10000' }

const looks = async () => (await emulatorLog()).filter(({ path }) => path === '/0/public/Depth').length

beforeEach(() => turn('reset', {}))

test('a paper account’s alarm knows its own name after an eviction, and looks at the market', async () => {
  const { token } = await aCaller({ account: 'paper:alarm' })
  await call(token, 'add_order', LIMIT)
  const object = env.ACCOUNT.getByName('paper:alarm')
  await evictDurableObject(object)
  const before = await looks()
  expect(await runDurableObjectAlarm(object)).toBe(true)
  expect(await looks()).toBe(before + 1)
  expect(Object.keys((await call(token, 'get_open_orders')).answer.open)).toHaveLength(1)
})

test('a paper object is given no key: not even the marks of its settings know of one', async () => {
  const { token } = await aCaller({ account: 'paper:bare' })
  await call(token, 'get_account_balance')
  const written = await runInDurableObject(env.ACCOUNT.getByName('paper:bare'), (_, state) =>
    JSON.stringify(state.storage.sql.exec('SELECT * FROM states').toArray()),
  )
  expect(written).not.toContain('credentials')
})

test('what an account begins with is read from the database, and one that is not there is written down', async () => {
  const { token } = await aCaller({ account: 'paper:unknown' })
  expect((await call(token, 'get_account_balance')).answer.ZUSD).toBe('10000.0000')
  const { results } = await env.DB.prepare('SELECT account, opening FROM paper_accounts').all()
  expect(results).toEqual([{ account: 'paper:unknown', opening: '{"balances":{"USD":"10000"}}' }])
})

test('an account begins with the balances and the fee tier that its owner gave it', async () => {
  await openPaper(env.DB, 'paper:rich', openingText({ balances: { USD: '5', BTC: '2.5' }, feeTier: 9 }), 1)
  const { token } = await aCaller({ account: 'paper:rich' })
  expect((await call(token, 'get_account_balance')).answer).toMatchObject({
    ZUSD: '5.0000',
    XXBT: '2.5000000000',
  })
  const { fees } = (await call(token, 'get_trade_volume', { pair: ['BTC/USD'] })).answer
  expect(fees.XXBTZUSD.fee).toBe('0.1000')
})
