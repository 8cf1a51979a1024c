import { expect, test } from 'vitest'
import { OPEN } from '../../../src/domain/mandate/presets.ts'
import { aCopy, aRow, callAs } from '../../support/owner.ts'
import { buy, guard, resultOf } from '../switches.ts'
import { aWatchedAccount } from './a-watched-account.ts'

const LIMITS = { maxDayLoss: '1000' } as const

test('get_risk_state says that one can trade, and of what the account is made', async () => {
  const house = aWatchedAccount(LIMITS)
  expect(resultOf(await house.call('get_risk_state'))).toMatchObject({
    trading_state: 'ACTIVE',
    can_trade: true,
    why_not: [],
    kill_switch: { on: false },
    dead_man_switch: { armed: false },
    heartbeat: null,
    reading: { age_seconds: 0, currency: 'USD', day: { loss: '0', drawdown_percent: '0' } },
    exposure: expect.arrayContaining([{ asset: 'USD', value: '100000.00' }]),
  })
})

test('get_risk_state names everything that keeps one from trading', async () => {
  const house = aWatchedAccount(LIMITS)
  await house.minutes(1)
  await house.turn('market', { asset: 'XBT', factor: 0.9 })
  await house.minutes(3)
  await house.call('arm_dead_man_switch', { heartbeat_within: 60 })
  await house.clock.advance(61_000)
  await house.call('activate_kill_switch', { reason: 'enough' })
  const state = resultOf(await house.call('get_risk_state')) as { why_not: string[] }
  expect(state).toMatchObject({
    trading_state: 'REDUCING',
    can_trade: false,
    held: [{ state: 'REDUCING', crossed: [expect.stringContaining('daily loss')] }],
    kill_switch: { on: true, reason: 'enough' },
    heartbeat: { lapsed: true },
  })
  const why = state.why_not.join()
  expect(why).toContain('kill switch')
  expect(why).toContain('heartbeat')
  expect(why).toContain('REDUCING')
})

test('get_exposure counts open orders as filled, and measures the way to the stops', async () => {
  const house = aWatchedAccount()
  await house.call('add_order', buy({ volume: '1', price: '10000' }))
  await house.call('add_order', guard({ volume: '0.5' }))
  const answer = resultOf(await house.call('get_exposure')) as {
    assets: { asset: string; held: string; open_buys: string; exposure: string; unguarded: string }[]
  }
  expect(answer).toMatchObject({ currency: 'USD', positions: [] })
  const coins = answer.assets.find(({ asset }) => asset === 'BTC')
  expect(Number(coins?.exposure)).toBeCloseTo(Number(coins?.held) + Number(coins?.open_buys), 8)
  expect(Number(coins?.unguarded)).toBeCloseTo(Number(coins?.held) - 0.5, 8)
  expect(coins).toMatchObject({ open_risk: expect.stringMatching(/^\d{4,}\.\d\d$/) })
  expect(answer.assets.map(({ asset }) => asset)).not.toContain('USD')
})

test('get_risk_limits shows what of the token’s and of the owner’s limits is used and left', async () => {
  const anna = aCopy('anna', 'trade')
  const mandate = { ...OPEN, maxDayNotional: '5000', maxOpenOrders: 3 }
  const house = aWatchedAccount(LIMITS, {}, [aRow(anna, mandate)])
  await callAs(house, anna, 'add_order', buy({ volume: '0.1' }))
  const { limits } = resultOf(await callAs(house, anna, 'get_risk_limits')) as {
    limits: { whose: string; limits: object[] }[]
  }
  const of = (whose: string) => limits.find((one) => one.whose === whose)?.limits
  expect(of('token')).toContainEqual(
    expect.objectContaining({ allowance: 'maxOpenOrders', used: '1', left: '2' }),
  )
  expect(of('token')).toContainEqual(
    expect.objectContaining({ allowance: 'maxDayNotional', limit: '5000', used: '1000', left: '4000' }),
  )
  expect(of('owner')).toContainEqual(
    expect.objectContaining({ allowance: 'maxLoss', of: 'day', limit: '1000', used: '0', left: '1000' }),
  )
})
